package io.talel.ops.console.cli;

import io.talel.ops.backup.outcome.Outcome;

/** Exit codes; picocli adds 2 for a wrong command line. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNHEALTHY = 3;
    public static final int REFUSED = 4;

    private ExitCode() {}

    public static int of(Outcome outcome) {
        return switch (outcome) {
            case DONE -> OK;
            case REFUSED -> REFUSED;
            case FAILED, CANCELLED -> FAILED;
        };
    }
}
