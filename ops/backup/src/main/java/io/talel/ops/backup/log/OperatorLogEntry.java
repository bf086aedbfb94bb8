package io.talel.ops.backup.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Entry of the operator log.
 *
 * @param command as typed
 * @param finishedAt null while the command runs or if it was cut off, as is the outcome
 */
public record OperatorLogEntry(
        long id,
        Instant at,
        String operator,
        String host,
        String command,
        String reason,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        String details) {}
