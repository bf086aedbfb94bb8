package io.talel.command.eventlog.serialization;

/**
 * How the log knows an event.
 *
 * @param name stays as it is for ever, whatever becomes of the class
 * @param revision counts up with every change of the event's JSON; older ones are upcast to it
 */
public record CataloguedEvent(String name, String revision, Class<? extends Record> type) {}
