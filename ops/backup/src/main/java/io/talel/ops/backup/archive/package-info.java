/** Backups in the bucket: catalogue, chains, holds, and reading and writing of chunks. */
@NullMarked
package io.talel.ops.backup.archive;

import org.jspecify.annotations.NullMarked;
