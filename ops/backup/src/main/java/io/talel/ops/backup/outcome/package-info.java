/** How something ends, and how that is said to people and programs. */
@NullMarked
package io.talel.ops.backup.outcome;

import org.jspecify.annotations.NullMarked;
