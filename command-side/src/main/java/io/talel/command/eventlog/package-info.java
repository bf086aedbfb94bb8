/** The event log: stored names and revisions, the PostgreSQL engine, and the signal that something was added. */
@NullMarked
package io.talel.command.eventlog;

import org.jspecify.annotations.NullMarked;
