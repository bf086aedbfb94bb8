package io.talel.ops.console.cli.letters;

import picocli.CommandLine.Command;

@Command(
        name = "dead-letters",
        description = "Events that a projection failed to process, and events that wait behind them.",
        subcommands = {
            LettersListCommand.class,
            LettersShowCommand.class,
            LettersRetryCommand.class,
            LettersDiscardCommand.class
        })
public final class LettersCommand {}
