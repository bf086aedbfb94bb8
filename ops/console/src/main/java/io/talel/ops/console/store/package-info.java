/** Where the two databases are, and connections to them that never hang. */
@NullMarked
package io.talel.ops.console.store;

import org.jspecify.annotations.NullMarked;
