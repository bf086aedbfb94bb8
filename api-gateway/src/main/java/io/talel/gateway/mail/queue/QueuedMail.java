package io.talel.gateway.mail.queue;

import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail that this node has taken from the queue.
 *
 * @param addressVersion version of the event of the user's stream that gave the address of the recipient
 * @param passwordGeneration for a link to another address: generation of the password at the request
 * @param attempts number of attempts, including this one
 * @param perhapsSent whether an earlier attempt handed it over with an unknown outcome
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
