/** The launcher behind {@code make serve-api} and {@code make start-dev-dbs}. */
@NullMarked
package io.talel.ops.localstack.serve;

import org.jspecify.annotations.NullMarked;
