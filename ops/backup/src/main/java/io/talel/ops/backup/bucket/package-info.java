/** Access to S3 buckets, with bounded waiting. */
@NullMarked
package io.talel.ops.backup.bucket;

import org.jspecify.annotations.NullMarked;
