/** Showing the operator log. */
@NullMarked
package io.talel.ops.console.history;

import org.jspecify.annotations.NullMarked;
