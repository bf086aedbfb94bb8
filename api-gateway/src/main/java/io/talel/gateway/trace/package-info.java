/** The ids by which the log lines of a request, and of the messages that follow it, are found, and traces of them. */
@NullMarked
package io.talel.gateway.trace;

import org.jspecify.annotations.NullMarked;
