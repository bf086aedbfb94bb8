package io.talel.kernel.configuration;

/**
 * What is wrong with a variable.
 *
 * @param fault continues a sentence that begins with the variable; never quotes a secret
 * @param remedy a sentence
 */
public record ConfigurationFinding(String variable, Severity severity, String fault, String remedy) {

    /** How bad it is. */
    public enum Severity {
        /** A node starts, and something is weaker than it could be. */
        WARNING,
        /** A node does not start without the variable; commands do not read it. */
        MISSING,
        /** A node does not start. */
        REFUSED
    }

    public boolean stopsNodes() {
        return severity != Severity.WARNING;
    }

    /** The variable, its fault and the remedy. */
    @Override
    public String toString() {
        return variable + " " + fault + ". " + remedy;
    }
}
