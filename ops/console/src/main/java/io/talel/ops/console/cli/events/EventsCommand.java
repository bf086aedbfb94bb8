package io.talel.ops.console.cli.events;

import picocli.CommandLine.Command;

@Command(
        name = "events",
        description = "Shows the event log; personal fields are shown as sealed.",
        subcommands = {
            EventsTailCommand.class,
            EventsShowCommand.class,
            EventsStreamCommand.class,
            EventsStatsCommand.class
        })
public final class EventsCommand {}
