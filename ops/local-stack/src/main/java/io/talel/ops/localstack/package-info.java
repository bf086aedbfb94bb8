/** PostgreSQL, Redis and S3 embedded: for {@code make serve-api}, which runs the API on them, and for the tests. */
@NullMarked
package io.talel.ops.localstack;

import org.jspecify.annotations.NullMarked;
