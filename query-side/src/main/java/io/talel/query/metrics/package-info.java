/** Metrics of projections, dead letters and rebuilds. */
@NullMarked
package io.talel.query.metrics;

import org.jspecify.annotations.NullMarked;
