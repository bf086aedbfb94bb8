package io.talel.query.deadletter;

/** Identifies a parked event, which itself is in the log. */
public record DeadLetterId(String stream, long version) {}
