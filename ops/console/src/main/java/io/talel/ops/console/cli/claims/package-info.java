/** {@code talelio claims …}: rebuilds the tables of claimed names from the log. */
@NullMarked
package io.talel.ops.console.cli.claims;

import org.jspecify.annotations.NullMarked;
