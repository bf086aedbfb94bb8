/** Sends commands and queries to the two sides; callers see results and plain exceptions. */
@NullMarked
package io.talel.gateway.bus;

import org.jspecify.annotations.NullMarked;
