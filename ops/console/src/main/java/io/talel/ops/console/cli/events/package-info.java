/** {@code talelio events …}: looks into the log. */
@NullMarked
package io.talel.ops.console.cli.events;

import org.jspecify.annotations.NullMarked;
