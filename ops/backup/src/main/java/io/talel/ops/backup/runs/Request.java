package io.talel.ops.backup.runs;

import io.talel.ops.backup.log.Operator;
import java.time.Duration;

/**
 * Who starts a run, and how.
 *
 * @param patience longest wait for another run
 * @param watcher takes the progress
 */
public record Request(Operator operator, Duration patience, Progress watcher) {}
