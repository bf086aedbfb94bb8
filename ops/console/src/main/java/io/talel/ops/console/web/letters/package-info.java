/** Pages of dead letters. */
@NullMarked
package io.talel.ops.console.web.letters;

import org.jspecify.annotations.NullMarked;
