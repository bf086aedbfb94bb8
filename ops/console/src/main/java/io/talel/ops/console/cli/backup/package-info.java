/** {@code talelio backup …} and {@code talelio restore}. */
@NullMarked
package io.talel.ops.console.cli.backup;

import org.jspecify.annotations.NullMarked;
