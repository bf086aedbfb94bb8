/** Makes an empty database, or the bucket of images, what a backup holds. */
@NullMarked
package io.talel.ops.backup.restore;

import org.jspecify.annotations.NullMarked;
