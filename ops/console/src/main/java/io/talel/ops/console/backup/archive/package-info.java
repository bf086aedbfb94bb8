/** The format of backups: what lies in the bucket, how it is compressed, encrypted, signed and chained. */
@NullMarked
package io.talel.ops.console.backup.archive;

import org.jspecify.annotations.NullMarked;
