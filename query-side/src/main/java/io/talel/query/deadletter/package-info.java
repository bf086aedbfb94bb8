/** Events that a generation could not take: parked with the rest of their stream, tried again, discarded. */
@NullMarked
package io.talel.query.deadletter;

import org.jspecify.annotations.NullMarked;
