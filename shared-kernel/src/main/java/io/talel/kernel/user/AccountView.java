package io.talel.kernel.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner may see it.
 *
 * @param emailGivenAt version of the event that gave the address
 * @param pendingEmail the address that is asked for and not confirmed yet
 * @param pendingEmailGivenAt version of the event that gave the pending address
 */
public record AccountView(
        Instant createdAt,
        Instant updatedAt,
        Email email,
        long emailGivenAt,
        boolean verified,
        @Nullable Email pendingEmail,
        @Nullable Long pendingEmailGivenAt,
        UserView user) {}
