package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Stores;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.events.EventDocument;
import io.talel.ops.console.events.EventQuery;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one dead letter with its event; personal fields are shown as sealed.")
final class LettersShowCommand extends StoreCommand {

    @Parameters(paramLabel = "ID")
    private long id;

    private record Document(DeadLetter letter, @Nullable EventDocument event) {}

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        try (Stores stores = Stores.open(context.settings())) {
            DeadLetter letter = new LetterQuery(stores.readModel())
                    .find(id)
                    .orElseThrow(() -> new NoSuchElementException("There is no letter " + id + "."));
            // By stream and version: for a late event the letter's position is only where reading had come to.
            EventDocument event = new EventQuery(stores.eventStore())
                    .stream(letter.stream(), letter.version(), 1).stream()
                            .filter(found -> found.line().version() == letter.version())
                            .findFirst()
                            .orElse(null);
            return context.show(new Document(letter, event), () -> print(letter, event, context));
        }
    }

    private static void print(DeadLetter letter, @Nullable EventDocument event, CommandContext context) {
        context.printf("letter      %d of %s, generation %d", letter.id(), letter.projection(), letter.generation());
        context.printf(
                "event       %d, %s of %s, version %d",
                letter.globalIndex(), letter.event(), letter.stream(), letter.version());
        context.printf(
                "cause       %s",
                letter.waiting()
                        ? "waits behind another letter of its stream"
                        : letter.cause() + ": " + letter.message());
        context.printf("attempts    %d, the last at %s", letter.attempts(), Words.time(letter.lastAttemptAt()));
        context.printf("parked at   %s", Words.time(letter.parkedAt()));
        if (event != null) {
            context.out().println("payload");
            context.out().println(Json.pretty(event.payload()));
        }
    }
}
