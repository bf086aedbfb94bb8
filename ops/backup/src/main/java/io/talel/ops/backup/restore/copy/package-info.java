/** Copies the tables of a backup into the database, and reads back what has arrived. */
@NullMarked
package io.talel.ops.backup.restore.copy;

import org.jspecify.annotations.NullMarked;
