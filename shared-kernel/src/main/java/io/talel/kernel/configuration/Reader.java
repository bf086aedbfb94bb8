package io.talel.kernel.configuration;

/** What reads a variable. */
public enum Reader {
    /** The API. */
    NODES,
    /** {@code ops/talelio}. */
    COMMANDS
}
