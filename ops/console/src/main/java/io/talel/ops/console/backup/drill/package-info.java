/** Restores a backup where nobody sees it, and compares what comes out with what is live. */
@NullMarked
package io.talel.ops.console.backup.drill;

import org.jspecify.annotations.NullMarked;
