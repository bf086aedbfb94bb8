package io.talel.ops.console.cli.doctor;

/**
 * Result of a check.
 *
 * @param remedy what to do; empty if all is well
 */
public record Finding(String check, Severity verdict, String found, String remedy) {

    /** How bad it is. */
    public enum Severity {
        ok,
        /** The check was not made. */
        unknown,
        /** No effect on users yet. */
        warning,
        problem
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Severity.ok, found, "");
    }

    static Finding notLookedAt(String check) {
        return new Finding(check, Severity.unknown, "not looked at", "");
    }

    static Finding warning(String check, String found, String remedy) {
        return new Finding(check, Severity.warning, found, remedy);
    }

    static Finding problem(String check, String found, String remedy) {
        return new Finding(check, Severity.problem, found, remedy);
    }
}
