package io.talel.gateway.auth.throttle;

import io.talel.kernel.user.UserId;

/**
 * A password of a user, without the password.
 *
 * @param generation number of changes of the user's password before it
 */
public record KnownPassword(UserId userId, int generation) {

    /** @param text as {@link #text} makes it */
    static KnownPassword of(String text) {
        int colon = text.indexOf(':');
        return new KnownPassword(
                new UserId(Long.parseLong(text.substring(0, colon))), Integer.parseInt(text.substring(colon + 1)));
    }

    String text() {
        return userId.value() + ":" + generation;
    }
}
