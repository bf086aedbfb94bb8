package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.Change;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "discard",
        description = "Gives letters up: the rows stay without these events, and their streams go on without them.",
        mixinStandardHelpOptions = true)
final class LettersDiscardCommand implements Callable<Integer> {

    @Mixin
    private final Selection selection = new Selection();

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        List<DeadLetter> letters = selection.letters(console, spec);
        return change.run(
                console,
                output,
                "dead-letters discard " + selection.words(),
                "%s discarded; the log keeps its events, and a rebuild meets them again."
                        .formatted(Words.count(letters.size(), "letter is", "letters are")),
                Change.Check.NONE,
                () -> discard(console, letters),
                () -> look(console, letters));
    }

    private static Change.Done discard(Console console, List<DeadLetter> letters) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            return discarded(LetterChanges.discard(readModel, letters), letters);
        }
    }

    /** All of them go or none. */
    private static Optional<Change.Done> look(Console console, List<DeadLetter> letters) throws SQLException {
        try (Connection readModel = console.settings().readModel().read()) {
            return LetterChanges.areGone(readModel, letters)
                    ? Optional.of(discarded(letters.size(), letters))
                    : Optional.empty();
        }
    }

    private static Change.Done discarded(int number, List<DeadLetter> letters) {
        return new Change.Done(
                "%s discarded: %s."
                        .formatted(Words.count(number, "letter was", "letters were"), LetterChanges.words(letters)),
                Map.of("discarded", number));
    }
}
