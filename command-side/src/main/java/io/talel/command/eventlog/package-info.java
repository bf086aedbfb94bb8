/** The event log: the PostgreSQL engine, its tail, snapshots. */
@NullMarked
package io.talel.command.eventlog;

import org.jspecify.annotations.NullMarked;
