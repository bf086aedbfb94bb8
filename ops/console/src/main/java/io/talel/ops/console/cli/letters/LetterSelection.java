package io.talel.ops.console.cli.letters;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.letters.DeadLetter;
import io.talel.ops.console.letters.LetterChanges;
import io.talel.ops.console.letters.LetterFilter;
import io.talel.ops.console.letters.LetterQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Selects the letters to change: one letter, all that match a filter, or all. */
final class LetterSelection {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Number of one dead letter.")
    private @Nullable Long id;

    @Mixin
    private final LetterFilterOptions options = new LetterFilterOptions();

    @Option(names = "--all", description = "All dead letters of the live generations.")
    private boolean all;

    /**
     * @throws Refused if there are none, or the projection does not exist
     * @throws ParameterException if nothing was selected, or both all and a filter
     */
    List<DeadLetter> letters(CommandContext context, CommandSpec spec) throws SQLException {
        LetterFilter filter = options.filter(id);
        if (filter.isAll() != all) {
            throw new ParameterException(
                    spec.commandLine(), all ? "Either --all or a filter" : "Give a letter, a filter, or --all");
        }
        try (Connection readModel = context.settings().readModel().read()) {
            List<DeadLetter> letters = new LetterQuery(readModel).list(filter, LetterChanges.MAX_LETTERS);
            if (letters.isEmpty()) {
                throw new Refused("No letter matches.");
            }
            return letters;
        }
    }

    /** The selection as typed. */
    String words() {
        String filter = options.filter(id).words();
        return all ? ("--all " + filter).strip() : filter;
    }
}
