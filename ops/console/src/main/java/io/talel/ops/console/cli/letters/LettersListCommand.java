package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.Console;
import io.talel.ops.console.cli.Count;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.Output;
import io.talel.ops.console.cli.Table;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterQuery;
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

@Command(name = "list", description = "The letters, the oldest first.", mixinStandardHelpOptions = true)
final class LettersListCommand implements Callable<Integer> {

    @Option(
            names = "-n",
            paramLabel = "COUNT",
            converter = Count.class,
            defaultValue = "100",
            description = "How many (default: 100).")
    private int count;

    @Mixin
    private final FilterOptions options = new FilterOptions();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        List<DeadLetter> letters;
        long all;
        try (Connection readModel = console.settings().readModel().read()) {
            LetterQuery query = new LetterQuery(readModel);
            letters = query.list(options.filter(null), count);
            all = query.count(options.filter(null));
        }
        if (output.isJson()) {
            console.out().println(Json.line(letters));
            return ExitCode.OK;
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
        table.print(console.out(), console.ansi());
        if (all > letters.size()) {
            console.out().printf("%n%d of %d; -n shows more%n", letters.size(), all);
        }
        return ExitCode.OK;
    }
}
