/** {@code talelio dead-letters …}: events that a projection failed to process. */
@NullMarked
package io.talel.ops.console.cli.letters;

import org.jspecify.annotations.NullMarked;
