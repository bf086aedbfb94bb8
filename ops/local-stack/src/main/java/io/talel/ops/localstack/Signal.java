package io.talel.ops.localstack;

/** The signals that servers are sent, by the names that {@code kill} knows. */
enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT
}
