/** The HTTP edge that every endpoint shares: shapes of requests, refusals, limits, CORS. */
@NullMarked
package io.talel.gateway.web;

import org.jspecify.annotations.NullMarked;
