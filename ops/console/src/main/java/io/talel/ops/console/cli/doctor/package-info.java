/** {@code talelio doctor} and {@code talelio probe}: checks that find problems. */
@NullMarked
package io.talel.ops.console.cli.doctor;

import org.jspecify.annotations.NullMarked;
