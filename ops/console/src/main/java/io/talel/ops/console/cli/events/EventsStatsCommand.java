package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.events.EventStatistics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "stats",
        description = "Counts the events of the log by name and revision; reads all of it.",
        mixinStandardHelpOptions = true)
final class EventsStatsCommand extends StoreCommand {

    @Override
    protected int run(Console console) throws SQLException, IOException {
        EventStatistics statistics;
        try (Connection eventStore = console.settings().eventStore().readAll()) {
            statistics = new EventQuery(eventStore).statistics();
        }
        if (console.json()) {
            console.document(statistics);
            return ExitCode.OK;
        }
        console.printf(
                "%s of %s, %d bytes; head %d, %s empty%n",
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
        console.print(table);
        return ExitCode.OK;
    }
}
