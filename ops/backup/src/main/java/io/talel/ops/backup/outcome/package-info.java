/** Outcomes, and how people and programs see them. */
@NullMarked
package io.talel.ops.backup.outcome;

import org.jspecify.annotations.NullMarked;
