/** Restores a backup into an empty database, or images into their bucket. */
@NullMarked
package io.talel.ops.backup.restore;

import org.jspecify.annotations.NullMarked;
