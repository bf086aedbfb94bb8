package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.store.Database;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.LineCount;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.events.EventFollower;
import io.talel.ops.console.events.EventLine;
import io.talel.ops.console.events.EventQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tail",
        description =
                "Lists the newest events, the newest last; in JSON as a list, or with --follow one event per line.")
final class EventsTailCommand extends StoreCommand {

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            converter = LineCount.OrNone.class,
            defaultValue = "20",
            description = "Number of events (default: 20).")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "Follow new events until Ctrl-C.")
    private boolean follow;

    @Mixin
    private final EventFilterOptions options = new EventFilterOptions();

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        Database database = context.settings().eventStore();
        try (Connection eventStore = database.read()) {
            EventFollower follower = EventFollower.listening(eventStore, options.filter());
            List<EventLine> events = new EventQuery(eventStore).newest(options.filter(), count);
            if (context.json() && !follow) {
                context.document(events);
            } else if (context.json()) {
                events.forEach(event -> context.document(event));
            } else {
                context.print(EventTable.of(events));
            }
            if (follow) {
                follower.seen(events);
                follower.follow(event -> {
                    context.out().println(context.json() ? Json.line(event) : EventTable.line(event));
                    return !context.out().checkError();
                });
            }
        }
        return ExitCode.OK;
    }
}
