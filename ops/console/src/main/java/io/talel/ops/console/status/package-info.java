/** State of projections and backups, and its problems. */
@NullMarked
package io.talel.ops.console.status;

import org.jspecify.annotations.NullMarked;
