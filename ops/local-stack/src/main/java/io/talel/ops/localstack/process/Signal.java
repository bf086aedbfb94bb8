package io.talel.ops.localstack.process;

/** The signals that servers are sent, by the names that {@code kill} knows. */
public enum Signal {
    INT,
    QUIT,
    TERM,
    HUP,
    KILL,
    STOP,
    CONT
}
