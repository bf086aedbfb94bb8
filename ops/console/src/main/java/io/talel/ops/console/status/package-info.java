/** The state of projections and backups, and what is wrong with it. */
@NullMarked
package io.talel.ops.console.status;

import org.jspecify.annotations.NullMarked;
