/** Events that a projection could not take: looked at, tried again, discarded. */
@NullMarked
package io.talel.ops.console.letters;

import org.jspecify.annotations.NullMarked;
