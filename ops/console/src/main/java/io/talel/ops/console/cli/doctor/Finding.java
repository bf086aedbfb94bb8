package io.talel.ops.console.cli.doctor;

/**
 * What a check found.
 *
 * @param remedy what to do; empty when all is well
 */
public record Finding(String check, Verdict verdict, String found, String remedy) {

    /** How bad it is. */
    public enum Verdict {
        ok,
        /** It was not looked at. */
        unknown,
        /** Nothing is wrong for users, yet. */
        warning,
        problem
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Verdict.ok, found, "");
    }

    static Finding notLookedAt(String check) {
        return new Finding(check, Verdict.unknown, "not looked at", "");
    }

    static Finding warning(String check, String found, String remedy) {
        return new Finding(check, Verdict.warning, found, remedy);
    }

    static Finding problem(String check, String found, String remedy) {
        return new Finding(check, Verdict.problem, found, remedy);
    }
}
