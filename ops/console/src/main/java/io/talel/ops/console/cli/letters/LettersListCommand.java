package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.LineCount;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterQuery;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists dead letters, the oldest first.")
final class LettersListCommand extends StoreCommand {

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            converter = LineCount.class,
            defaultValue = "100",
            description = "Most dead letters (default: 100).")
    private int count;

    @Mixin
    private final LetterFilterOptions options = new LetterFilterOptions();

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        List<DeadLetter> letters;
        long all;
        try (Connection readModel = context.settings().readModel().read()) {
            LetterQuery query = new LetterQuery(readModel);
            letters = query.list(options.filter(null), count);
            all = query.count(options.filter(null));
        }
        Table table = new Table(
                "ID", "PROJECTION", "GENERATION", "STREAM", "VERSION", "EVENT", "ATTEMPTS", "PARKED", "CAUSE");
        for (DeadLetter letter : letters) {
            table.row(
                    letter.id(),
                    letter.projection(),
                    letter.generation() + (letter.live() ? "" : " (not live)"),
                    letter.stream(),
                    letter.version(),
                    letter.event(),
                    letter.attempts(),
                    Words.time(letter.parkedAt()),
                    letter.waiting() ? "waits" : Words.cut(letter.cause() + ": " + letter.message(), 80));
        }
        return context.show(letters, () -> {
            context.print(table);
            if (all > letters.size()) {
                context.printf("%n%d of %d; -n shows more", letters.size(), all);
            }
        });
    }
}
