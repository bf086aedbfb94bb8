/** {@code talelio users …}: accounts that are imported, disabled, enabled or erased. */
@NullMarked
package io.talel.ops.console.cli.users;

import org.jspecify.annotations.NullMarked;
