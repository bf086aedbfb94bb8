/** {@code talelio claims …}: the tables of names that are taken, made again from the log. */
@NullMarked
package io.talel.ops.console.cli.claims;

import org.jspecify.annotations.NullMarked;
