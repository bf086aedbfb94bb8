package io.talel.kernel.configuration;

/** What reads a variable. */
public enum VariableReader {
    /** The API. */
    NODES,
    /** {@code ops/talelio}. */
    COMMANDS
}
