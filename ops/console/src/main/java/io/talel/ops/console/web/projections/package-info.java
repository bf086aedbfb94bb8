/** Pages of projections. */
@NullMarked
package io.talel.ops.console.web.projections;

import org.jspecify.annotations.NullMarked;
