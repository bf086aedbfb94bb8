package io.talel.gateway.account.erasure;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.ArticlesOfRemoved;

/**
 * Body of a request to delete an account.
 *
 * @param articles {@code keep} or {@code remove}
 */
record ErasureRequest(String password, String articles) {

    ArticlesOfRemoved articlesOfRemoved() {
        return switch (articles) {
            case "keep" -> ArticlesOfRemoved.KEEP;
            case "remove" -> ArticlesOfRemoved.REMOVE;
            default -> throw new InvalidValue("articles", "must be 'keep' or 'remove'");
        };
    }

    /** Says nothing, so that no log shows a password. */
    @Override
    public String toString() {
        return "ErasureRequest";
    }
}
