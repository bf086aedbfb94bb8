package io.talel.ops.backup.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an operator did.
 *
 * @param command as it would be typed
 * @param finishedAt unknown while it is being done, or if it was cut off; so is the outcome
 */
public record LogEntry(
        long id,
        Instant at,
        String operator,
        String host,
        String command,
        String reason,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        String details) {}
