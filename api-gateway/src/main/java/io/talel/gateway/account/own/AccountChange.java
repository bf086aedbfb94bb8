package io.talel.gateway.account.own;

import io.talel.kernel.user.Location;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request that changes an account, as it came; what is not named stays.
 *
 * @param avatarUrl empty or {@code default.jpg} for no picture
 * @param email another address takes the password as well
 */
record AccountChange(
        @Nullable String username,
        @Nullable Location location,
        @Nullable String avatarUrl,
        @Nullable String email,
        @Nullable String password) {

    /** Says nothing, so that no log shows an address or a password. */
    @Override
    public String toString() {
        return "AccountChange";
    }
}
