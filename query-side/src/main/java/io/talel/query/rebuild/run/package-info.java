/** Runs a rebuild from the order to the swap: one at a time for a projection, watched and recorded. */
@NullMarked
package io.talel.query.rebuild.run;

import org.jspecify.annotations.NullMarked;
