/** {@code talelio backup …}: backups of everything that cannot be rebuilt. */
@NullMarked
package io.talel.ops.console.backup;

import org.jspecify.annotations.NullMarked;
