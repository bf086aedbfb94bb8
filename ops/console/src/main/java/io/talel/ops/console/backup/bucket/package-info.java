/** The buckets of S3 as backups use them: objects that are written once, in parts, and never overwritten. */
@NullMarked
package io.talel.ops.console.backup.bucket;

import org.jspecify.annotations.NullMarked;
