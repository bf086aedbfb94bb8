package io.talel.ops.backup;

import picocli.CommandLine;

/** Breaks a rule of {@code ConsoleRulesTest}. */
public final class KnowsTheCommandLine {
    private CommandLine commandLine;
}
