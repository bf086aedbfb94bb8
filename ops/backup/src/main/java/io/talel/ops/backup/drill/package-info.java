/** Restores a backup into a scratch database and compares it with the live read models. */
@NullMarked
package io.talel.ops.backup.drill;

import org.jspecify.annotations.NullMarked;
