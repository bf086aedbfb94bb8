/** The backups in the bucket: names, chains, holds, and reading and writing their parts. */
@NullMarked
package io.talel.ops.backup.archive;

import org.jspecify.annotations.NullMarked;
