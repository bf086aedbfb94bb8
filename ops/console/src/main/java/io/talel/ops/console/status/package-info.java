/** How far every processor is, whether it is well, and what to do if it is not. */
@NullMarked
package io.talel.ops.console.status;

import org.jspecify.annotations.NullMarked;
