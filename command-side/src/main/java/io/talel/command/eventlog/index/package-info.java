/** Finds events of the log by stream and kind, without reading those before them. */
@NullMarked
package io.talel.command.eventlog.index;

import org.jspecify.annotations.NullMarked;
