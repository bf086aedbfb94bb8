package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "discard",
        description =
                "Discards dead letters: the rows stay without these events, and their streams continue without them.")
final class LettersDiscardCommand extends ChangeCommand {

    @Mixin
    private final LetterSelection selection = new LetterSelection();

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        List<DeadLetter> letters = selection.letters(context, spec);
        return change(
                context,
                "dead-letters discard " + selection.words(),
                "%s discarded; the log keeps the events, and a rebuild processes them again."
                        .formatted(Words.count(letters.size(), "letter is", "letters are")),
                Precondition.NONE,
                () -> discard(context, letters),
                () -> look(context, letters));
    }

    private static Done discard(CommandContext context, List<DeadLetter> letters) throws SQLException {
        try (Connection readModel = context.settings().readModel().write()) {
            return discarded(LetterChanges.discard(readModel, letters), letters);
        }
    }

    /** A discard deletes all letters or none. */
    private static Optional<Done> look(CommandContext context, List<DeadLetter> letters) throws SQLException {
        try (Connection readModel = context.settings().readModel().read()) {
            return LetterChanges.areGone(readModel, letters)
                    ? Optional.of(discarded(letters.size(), letters))
                    : Optional.empty();
        }
    }

    private static Done discarded(int number, List<DeadLetter> letters) {
        return new Done(LetterChanges.discarded(number, letters), Map.of("discarded", number));
    }
}
