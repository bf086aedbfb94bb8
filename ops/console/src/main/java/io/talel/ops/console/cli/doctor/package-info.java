/** {@code talelio doctor}: checks that find problems. */
@NullMarked
package io.talel.ops.console.cli.doctor;

import org.jspecify.annotations.NullMarked;
