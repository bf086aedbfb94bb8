/** Changes of projections, and descriptions of rebuilds. */
@NullMarked
package io.talel.ops.console.projections;

import org.jspecify.annotations.NullMarked;
