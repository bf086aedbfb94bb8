/** Chooses the backups and keys that a restore reads, and where it ends. */
@NullMarked
package io.talel.ops.backup.restore.source;

import org.jspecify.annotations.NullMarked;
