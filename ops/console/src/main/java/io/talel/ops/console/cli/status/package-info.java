/** {@code talelio status}. */
@NullMarked
package io.talel.ops.console.cli.status;

import org.jspecify.annotations.NullMarked;
