/** The tables that keep names unique, made again from the log. */
@NullMarked
package io.talel.ops.console.claims;

import org.jspecify.annotations.NullMarked;
