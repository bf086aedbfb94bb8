/** Addresses of the databases, connections to them, and plain SQL. */
@NullMarked
package io.talel.ops.backup.store;

import org.jspecify.annotations.NullMarked;
