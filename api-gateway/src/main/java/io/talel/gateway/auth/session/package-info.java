/** Sessions in Redis, one for each log-in; the refresh tokens that prolong them; and the record of ended ones in PostgreSQL. */
@NullMarked
package io.talel.gateway.auth.session;

import org.jspecify.annotations.NullMarked;
