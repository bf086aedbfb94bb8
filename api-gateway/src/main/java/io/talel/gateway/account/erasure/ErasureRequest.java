package io.talel.gateway.account.erasure;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.ArticlesOnRemoval;

/**
 * Body of a request to delete an account.
 *
 * @param articles {@code keep} or {@code remove}
 */
record ErasureRequest(String password, String articles) {

    ArticlesOnRemoval articlesOfRemoved() {
        return switch (articles) {
            case "keep" -> ArticlesOnRemoval.KEEP;
            case "remove" -> ArticlesOnRemoval.REMOVE;
            default -> throw new InvalidValue("articles", "must be 'keep' or 'remove'");
        };
    }

    /** Says nothing, so that no log shows a password. */
    @Override
    public String toString() {
        return "ErasureRequest";
    }
}
