/** The projections, their generations and rebuilds as the registry knows them. */
@NullMarked
package io.talel.ops.backup.projections;

import org.jspecify.annotations.NullMarked;
