/** Dead letters: finding and changing them. */
@NullMarked
package io.talel.ops.console.letters;

import org.jspecify.annotations.NullMarked;
