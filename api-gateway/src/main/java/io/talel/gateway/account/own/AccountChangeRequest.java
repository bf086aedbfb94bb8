package io.talel.gateway.account.own;

import io.talel.kernel.user.Location;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request that changes an account; missing fields stay as they are.
 *
 * @param avatarUrl empty or {@code default.jpg} for no picture
 * @param email a new address, which requires the password
 */
record AccountChangeRequest(
        @Nullable String username,
        @Nullable Location location,
        @Nullable String avatarUrl,
        @Nullable String email,
        @Nullable String password) {

    /** Says nothing, so that no log shows an address or a password. */
    @Override
    public String toString() {
        return "AccountChangeRequest";
    }
}
