package io.talel.ops.console.cli.events;

import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.LineCount;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.events.EventDocument;
import io.talel.ops.console.events.EventQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stream",
        description = "Lists the events of an aggregate, the oldest first; in JSON, with their payloads.")
final class EventsStreamCommand extends StoreCommand {

    @Parameters(paramLabel = "AGGREGATE", description = "article-42, user-7, image-9.")
    private String aggregate = "";

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            defaultValue = "0",
            description = "The first version (default: 0).")
    private long from;

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            converter = LineCount.class,
            defaultValue = "100",
            description = "Number of events (default: 100).")
    private int count;

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        List<EventDocument> events;
        try (Connection eventStore = context.settings().eventStore().read()) {
            events = new EventQuery(eventStore).stream(aggregate, from, count);
        }
        if (events.isEmpty()) {
            throw new NoSuchElementException("There are no events of " + aggregate + " from version " + from + " on.");
        }
        return context.show(
                events, EventTable.of(events.stream().map(EventDocument::line).toList()));
    }
}
