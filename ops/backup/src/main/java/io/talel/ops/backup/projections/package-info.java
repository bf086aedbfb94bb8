/** Projections, their generations and rebuilds, as the registry has them. */
@NullMarked
package io.talel.ops.backup.projections;

import org.jspecify.annotations.NullMarked;
