package io.talel.ops.console.letters;

import io.talel.ops.console.command.Change;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
                "%d letters are discarded; the events stay in the log, and a rebuild meets them again."
                        .formatted(letters.size()),
                Change.Check.NONE,
                () -> discard(console, letters));
    }

    private static Change.Done discard(Console console, List<DeadLetter> letters) throws SQLException {
        try (Connection readModel = console.settings().readModel().write()) {
            int discarded = LetterChanges.discard(readModel, letters);
            return new Change.Done(
                    "%d letters were discarded: %s.".formatted(discarded, LetterChanges.words(letters)),
                    Map.of("discarded", discarded));
        }
    }
}
