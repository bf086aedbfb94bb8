package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.events.EventStatistics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "stats",
        description = "Counts the events of the log by name and revision; reads all of it.",
        mixinStandardHelpOptions = true)
final class EventsStatsCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        EventStatistics statistics;
        try (Connection eventStore = console.settings().eventStore().readAll()) {
            statistics = new EventQuery(eventStore).statistics();
        }
        if (output.isJson()) {
            console.out().println(Json.line(statistics));
            return ExitCode.OK;
        }
        console.out()
                .printf(
                        "%s of %s, %d bytes; head %d, %s empty%n%n",
                        Words.count(statistics.events(), "event", "events"),
                        Words.count(statistics.streams(), "stream", "streams"),
                        statistics.bytes(),
                        statistics.head(),
                        Words.count(statistics.missing(), "place is", "places are"));
        Table table = new Table("EVENT", "REVISION", "EVENTS", "BYTES", "FIRST", "LAST");
        for (EventStatistics.OfType type : statistics.types()) {
            table.row(
                    type.event(),
                    type.revision(),
                    type.events(),
                    type.bytes(),
                    Words.time(type.first()),
                    Words.time(type.last()));
        }
        table.print(console.out(), console.ansi());
        return ExitCode.OK;
    }
}
