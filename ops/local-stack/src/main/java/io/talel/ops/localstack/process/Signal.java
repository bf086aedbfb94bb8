package io.talel.ops.localstack.process;

/** Signals for servers, by the names of {@code kill}. */
public enum Signal {
    INT,
    QUIT,
    TERM,
    HUP,
    KILL,
    STOP,
    CONT
}
