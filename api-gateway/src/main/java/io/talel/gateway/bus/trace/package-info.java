/** Spans of commands and events, where traces are on. */
@NullMarked
package io.talel.gateway.bus.trace;

import org.jspecify.annotations.NullMarked;
