/** {@code talelio projections …}: shows, rebuilds, pauses and switches. */
@NullMarked
package io.talel.ops.console.cli.projections;

import org.jspecify.annotations.NullMarked;
