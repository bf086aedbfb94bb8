/** Restores a backup into a database made for that only, and compares. */
@NullMarked
package io.talel.ops.backup.drill;

import org.jspecify.annotations.NullMarked;
