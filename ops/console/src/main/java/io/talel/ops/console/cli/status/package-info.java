/** {@code talelio status} and {@code talelio projections show}. */
@NullMarked
package io.talel.ops.console.cli.status;

import org.jspecify.annotations.NullMarked;
