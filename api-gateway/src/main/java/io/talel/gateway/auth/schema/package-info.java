/** Schema {@code auth} of the event store's database: its migrations and the client of its tables. */
@NullMarked
package io.talel.gateway.auth.schema;

import org.jspecify.annotations.NullMarked;
