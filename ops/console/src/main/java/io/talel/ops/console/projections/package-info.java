/** Changes of projections, and what is said of a rebuild. */
@NullMarked
package io.talel.ops.console.projections;

import org.jspecify.annotations.NullMarked;
