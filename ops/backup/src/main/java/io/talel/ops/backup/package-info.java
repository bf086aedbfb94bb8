/** The engine of the backups and what the tools of operators share; it knows neither a command line nor pages. */
@NullMarked
package io.talel.ops.backup;

import org.jspecify.annotations.NullMarked;
