/** {@code talelio log}: operators' commands. */
@NullMarked
package io.talel.ops.console.cli.log;

import org.jspecify.annotations.NullMarked;
