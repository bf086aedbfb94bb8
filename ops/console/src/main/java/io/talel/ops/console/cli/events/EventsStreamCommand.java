package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Count;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.events.EventDocument;
import io.talel.ops.console.events.EventQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stream",
        description = "The events of an aggregate, the oldest first; in JSON, with what they say.",
        mixinStandardHelpOptions = true)
final class EventsStreamCommand implements Callable<Integer> {

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
            converter = Count.class,
            defaultValue = "100",
            description = "How many (default: 100).")
    private int count;

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        List<EventDocument> events;
        try (Connection eventStore = console.settings().eventStore().read()) {
            events = new EventQuery(eventStore).stream(aggregate, from, count);
        }
        if (events.isEmpty()) {
            throw new NoSuchElementException("There are no events of " + aggregate + " from version " + from + " on.");
        }
        if (output.isJson()) {
            console.out().println(Json.line(events));
        } else {
            EventTable.print(events.stream().map(EventDocument::line).toList(), console);
        }
        return ExitCode.OK;
    }
}
