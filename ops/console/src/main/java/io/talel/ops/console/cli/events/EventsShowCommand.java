package io.talel.ops.console.cli.events;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.ExitCode;
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

@Command(name = "show", description = "Shows one event with its payload.", mixinStandardHelpOptions = true)
final class EventsShowCommand extends StoreCommand {

    @Parameters(paramLabel = "ID", description = "Its global index, or its identifier.")
    private String id = "";

    @Override
    protected int run(Console console) throws SQLException, IOException {
        EventDocument event;
        try (Connection eventStore = console.settings().eventStore().read()) {
            event = find(new EventQuery(eventStore))
                    .orElseThrow(() -> new NoSuchElementException("There is no event " + id + "."));
        }
        if (console.json()) {
            console.document(event);
        } else {
            print(event, console);
        }
        return ExitCode.OK;
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

    private static void print(EventDocument event, Console console) {
        EventLine line = event.line();
        console.printf("event       %d (%s)", line.globalIndex(), line.id());
        console.printf("what        %s, revision %s", line.event(), line.revision());
        console.printf("stream      %s, version %d", line.stream(), line.version());
        console.printf("at          %s", line.occurredAt());
        console.out().println("payload");
        console.out().println(Json.pretty(event.payload()));
        console.out().println("metadata");
        console.out().println(Json.pretty(event.metadata()));
    }
}
