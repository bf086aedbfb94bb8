/** The HTTP edge that every endpoint shares: refusals, addresses, settings. */
@NullMarked
package io.talel.gateway.web;

import org.jspecify.annotations.NullMarked;
