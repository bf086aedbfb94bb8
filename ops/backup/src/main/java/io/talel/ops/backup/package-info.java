/** The engine of backups, and what the operators' tools share; knows neither a command line nor pages. */
@NullMarked
package io.talel.ops.backup;

import org.jspecify.annotations.NullMarked;
