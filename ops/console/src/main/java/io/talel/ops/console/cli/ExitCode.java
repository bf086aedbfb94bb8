package io.talel.ops.console.cli;

/** What the command line's exit status tells scripts; 2 is picocli's, for a command that was mistyped. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNHEALTHY = 3;
    public static final int REFUSED = 4;

    private ExitCode() {}
}
