/** The HTTP edge that every endpoint shares: refusals, addresses, CORS. */
@NullMarked
package io.talel.gateway.web;

import org.jspecify.annotations.NullMarked;
