/** {@code talelio users …}: imports, disables, enables and erases accounts. */
@NullMarked
package io.talel.ops.console.cli.users;

import org.jspecify.annotations.NullMarked;
