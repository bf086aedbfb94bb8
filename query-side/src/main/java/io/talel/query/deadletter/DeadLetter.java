package io.talel.query.deadletter;

/** An event that waits to be taken; the event itself is in the log. */
public record DeadLetter(String stream, long version) {}
