/** {@code talelio events …}: reads the log. */
@NullMarked
package io.talel.ops.console.cli.events;

import org.jspecify.annotations.NullMarked;
