/** The buckets of S3, with bounded waiting. */
@NullMarked
package io.talel.ops.backup.bucket;

import org.jspecify.annotations.NullMarked;
