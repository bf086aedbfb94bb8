/** Drills: several real nodes on real servers, while processes are killed and frozen and many write at once. */
@NullMarked
package io.talel.ops.drills;

import org.jspecify.annotations.NullMarked;
