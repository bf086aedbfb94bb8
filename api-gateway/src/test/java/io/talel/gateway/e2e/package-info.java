/** The contract of v1, clause by clause, over real HTTP against a whole gateway on PostgreSQL, Redis and S3. */
@NullMarked
package io.talel.gateway.e2e;

import org.jspecify.annotations.NullMarked;
