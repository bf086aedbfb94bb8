package io.talel.gateway.mail.queue;

import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail that this node has taken upon itself to send.
 *
 * @param addressVersion version of the event of the user's stream that gave the address it goes to
 * @param passwordGeneration of a link to another address: which of the user's passwords it was asked for with
 * @param attempts how often it was taken, this time included
 * @param perhapsSent whether it was handed over before, and nobody knows with what success
 */
public record QueuedMail(
        UUID id,
        MailKind kind,
        UserId userId,
        long addressVersion,
        int passwordGeneration,
        Instant createdAt,
        int attempts,
        boolean perhapsSent) {}
