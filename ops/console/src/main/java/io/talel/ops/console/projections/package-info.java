/** The projections with their generations, rebuilds and pauses, and what operators do with them. */
@NullMarked
package io.talel.ops.console.projections;

import org.jspecify.annotations.NullMarked;
