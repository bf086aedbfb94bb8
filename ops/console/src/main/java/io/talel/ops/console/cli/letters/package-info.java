/** {@code talelio dead-letters …}: events that a projection could not work on. */
@NullMarked
package io.talel.ops.console.cli.letters;

import org.jspecify.annotations.NullMarked;
