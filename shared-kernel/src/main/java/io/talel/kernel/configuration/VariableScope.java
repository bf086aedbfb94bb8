package io.talel.kernel.configuration;

/** What reads a variable. */
public enum VariableScope {
    /** The API. */
    NODES,
    /** {@code ops/talelio}. */
    COMMANDS
}
