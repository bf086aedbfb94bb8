package io.talel.ops.console;

/** What the command line's exit status tells scripts. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int UNHEALTHY = 3;
    static final int REFUSED = 4;

    private ExitCode() {}
}
