package io.talel.command.eventlog;

/**
 * How the log knows an event.
 *
 * @param name stays as it is for ever, whatever becomes of the class
 * @param revision counts up with every change of the event's JSON; older ones are upcast to it
 */
record StoredEvent(String name, String revision, Class<? extends Record> type) {}
