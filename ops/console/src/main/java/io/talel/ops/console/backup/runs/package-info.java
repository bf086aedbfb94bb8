/** What was done with backups, in the table {@code operations.backup_run}. */
@NullMarked
package io.talel.ops.console.backup.runs;

import org.jspecify.annotations.NullMarked;
