/** Brings images back from their copies in the backup bucket. */
@NullMarked
package io.talel.ops.console.backup.images;

import org.jspecify.annotations.NullMarked;
