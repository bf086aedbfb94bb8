package io.talel.ops.console.cli.projections;

import picocli.CommandLine.Command;

@Command(
        name = "projections",
        description = "Shows and changes projections and their generations.",
        subcommands = {
            ProjectionsListCommand.class,
            RebuildCommand.class,
            UpgradeCommand.class,
            RecreateCommand.class,
            VerifyCommand.class,
            SwitchCommand.class,
            CancelCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            ProjectionShowCommand.class
        })
public final class ProjectionsCommand {}
