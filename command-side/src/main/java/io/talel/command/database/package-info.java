/** The way to the event store's database: its pool, its bounds of time, its migrations. */
@NullMarked
package io.talel.command.database;

import org.jspecify.annotations.NullMarked;
