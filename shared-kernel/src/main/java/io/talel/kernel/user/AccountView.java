package io.talel.kernel.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner may see it.
 *
 * @param addressVersion version of the event that gave the address
 * @param pendingEmail the address that is asked for and not confirmed yet
 * @param pendingAddressVersion version of the event that gave the pending address
 */
public record AccountView(
        Instant createdAt,
        Instant updatedAt,
        Email email,
        long addressVersion,
        boolean verified,
        @Nullable Email pendingEmail,
        @Nullable Long pendingAddressVersion,
        UserView user) {}
