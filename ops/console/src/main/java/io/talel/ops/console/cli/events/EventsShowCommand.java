package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.events.EventDocument;
import io.talel.ops.console.events.EventLine;
import io.talel.ops.console.events.EventQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one event with its payload.")
final class EventsShowCommand extends StoreCommand {

    @Parameters(paramLabel = "ID", description = "Its global index, or its identifier.")
    private String id = "";

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        try (Connection eventStore = context.settings().eventStore().read()) {
            EventDocument event = find(new EventQuery(eventStore))
                    .orElseThrow(() -> new NoSuchElementException("There is no event " + id + "."));
            return context.show(event, () -> print(event, context));
        }
    }

    private Optional<EventDocument> find(EventQuery query) throws SQLException {
        if (id.matches("\\d{1,18}")) {
            return query.byIndex(Long.parseLong(id));
        }
        try {
            return query.byId(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            throw new ParameterException(
                    spec.commandLine(), "'" + id + "' is neither a global index nor an identifier");
        }
    }

    private static void print(EventDocument event, CommandContext context) {
        EventLine line = event.line();
        context.printf("event       %d (%s)", line.globalIndex(), line.id());
        context.printf("what        %s, revision %s", line.event(), line.revision());
        context.printf("stream      %s, version %d", line.stream(), line.version());
        context.printf("at          %s", line.occurredAt());
        context.out().println("payload");
        context.out().println(Json.pretty(event.payload()));
        context.out().println("metadata");
        context.out().println(Json.pretty(event.metadata()));
    }
}
