package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.store.Database;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Count;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.events.EventFollower;
import io.talel.ops.console.events.EventLine;
import io.talel.ops.console.events.EventQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description = "The newest events, the newest last; in JSON a list, or with --follow one event a line.",
        mixinStandardHelpOptions = true)
final class EventsTailCommand implements Callable<Integer> {

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            converter = Count.OrNone.class,
            defaultValue = "20",
            description = "How many (default: 20).")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with those that come, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private final FilterOptions options = new FilterOptions();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        Database database = console.settings().eventStore();
        try (Connection eventStore = database.read()) {
            EventFollower follower = EventFollower.listening(eventStore, options.filter());
            List<EventLine> events = new EventQuery(eventStore).newest(options.filter(), count);
            if (output.isJson() && !follow) {
                console.out().println(Json.line(events));
            } else if (output.isJson()) {
                events.forEach(event -> console.out().println(Json.line(event)));
            } else {
                EventTable.print(events, console);
            }
            if (follow) {
                follower.seen(events);
                follower.follow(event -> {
                    console.out().println(output.isJson() ? Json.line(event) : EventTable.line(event));
                    return !console.out().checkError();
                });
            }
        }
        return ExitCode.OK;
    }
}
