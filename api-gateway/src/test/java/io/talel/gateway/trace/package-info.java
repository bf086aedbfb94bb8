/** Tests of the ids of log lines. */
@NullMarked
package io.talel.gateway.trace;

import org.jspecify.annotations.NullMarked;
