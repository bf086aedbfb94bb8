/** The processors that feed live events to the projections, and the tokens that say how far they are. */
@NullMarked
package io.talel.query.processor;

import org.jspecify.annotations.NullMarked;
