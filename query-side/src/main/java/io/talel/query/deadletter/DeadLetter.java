package io.talel.query.deadletter;

/** A parked event; the event itself is in the log. */
public record DeadLetter(String stream, long version) {}
