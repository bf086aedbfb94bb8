package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.events.EventStatistics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(name = "stats", description = "Counts the events of the log by name and revision; reads all of it.")
final class EventsStatsCommand extends StoreCommand {

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        try (Connection eventStore = context.settings().eventStore().readAll()) {
            EventStatistics statistics = new EventQuery(eventStore).statistics();
            return context.show(statistics, () -> print(statistics, context));
        }
    }

    private static void print(EventStatistics statistics, CommandContext context) {
        context.printf(
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
        context.print(table);
    }
}
