/** Tests of the stream of events. */
@NullMarked
package io.talel.gateway.live;

import org.jspecify.annotations.NullMarked;
