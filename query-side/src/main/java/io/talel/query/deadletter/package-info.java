/** Dead letters: failed events, parked with the rest of their stream, retried or discarded. */
@NullMarked
package io.talel.query.deadletter;

import org.jspecify.annotations.NullMarked;
