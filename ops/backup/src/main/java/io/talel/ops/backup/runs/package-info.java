/** Runs with backups, in the table {@code operations.backup_run}. */
@NullMarked
package io.talel.ops.backup.runs;

import org.jspecify.annotations.NullMarked;
