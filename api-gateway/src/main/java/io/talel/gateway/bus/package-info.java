/** The way to the two sides: commands and queries, sent so that callers see results and plain exceptions. */
@NullMarked
package io.talel.gateway.bus;

import org.jspecify.annotations.NullMarked;
