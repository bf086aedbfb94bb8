/** Format of a backup: manifest, chunks, rows, hashes. */
@NullMarked
package io.talel.ops.backup.format;

import org.jspecify.annotations.NullMarked;
