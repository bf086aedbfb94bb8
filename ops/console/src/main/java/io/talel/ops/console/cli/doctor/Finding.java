package io.talel.ops.console.cli.doctor;

import java.util.Collection;

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

    static Finding ok(String found) {
        return new Finding("", Severity.ok, found, "");
    }

    static Finding notLookedAt() {
        return new Finding("", Severity.unknown, "not looked at", "");
    }

    static Finding warning(String found, String remedy) {
        return new Finding("", Severity.warning, found, remedy);
    }

    static Finding problem(String found, String remedy) {
        return new Finding("", Severity.problem, found, remedy);
    }

    /**
     * The finding about these, or that all is well if there are none.
     *
     * @param otherwise what was found then
     */
    Finding about(Collection<String> names, String otherwise) {
        return names.isEmpty()
                ? ok(otherwise)
                : new Finding(check, verdict, found.formatted(String.join(", ", names)), remedy);
    }

    /** The finding as one of the named check. */
    Finding of(String name) {
        return new Finding(name, verdict, found, remedy);
    }
}
