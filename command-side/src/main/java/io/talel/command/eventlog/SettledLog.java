package io.talel.command.eventlog;

/** How far the log can be read without missing an event that is not committed yet. */
@FunctionalInterface
public interface SettledLog {

    /** A statement that begins from now on sees all events up to this place that there will ever be. */
    long place();
}
