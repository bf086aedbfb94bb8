/** What a node shows of the backups that operators make: figures of {@code operations.backup_run}. */
@NullMarked
package io.talel.command.backup;

import org.jspecify.annotations.NullMarked;
