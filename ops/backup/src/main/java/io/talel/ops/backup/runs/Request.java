package io.talel.ops.backup.runs;

import io.talel.ops.backup.log.Operator;
import java.time.Duration;

/**
 * An operator's request for a run.
 *
 * @param patience longest wait until another run ends
 * @param watcher takes the progress
 */
public record Request(Operator operator, Duration patience, Progress watcher) {}
