package io.talel.ops.backup.runs;

import io.talel.ops.backup.log.Operator;
import java.time.Duration;

/**
 * Who wants something done with backups.
 *
 * @param patience how long to wait for what else is being done with backups
 * @param watcher hears how far it is
 */
public record Request(Operator operator, Duration patience, Progress watcher) {}
