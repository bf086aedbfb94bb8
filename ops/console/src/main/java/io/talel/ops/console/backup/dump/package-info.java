/** Makes backups: one snapshot of the database, streamed into the bucket. */
@NullMarked
package io.talel.ops.console.backup.dump;

import org.jspecify.annotations.NullMarked;
