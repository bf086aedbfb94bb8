/** {@code talelio doctor}: looks for what is wrong. */
@NullMarked
package io.talel.ops.console.cli.doctor;

import org.jspecify.annotations.NullMarked;
