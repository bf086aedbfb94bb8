package io.talel.ops.console.cli.users;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.imports.OldAccount;
import io.talel.ops.console.imports.OldUserImport;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Imports the accounts of the replaced service. People log in with their old passwords; no mail is sent.",
            "Existing accounts stay as they are, and accounts erased since an import stay erased, so the import can"
                    + " be run again. Lines with the address of an account that no import created are counted apart.",
            UsersCommand.ON_REASONS
        })
final class UsersImportCommand extends ChangeCommand {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "One account a line: JSON objects with email, username, password_hash, verified; or these as CSV.")
    private Path file = Path.of("");

    /** Number of lines by result. */
    private static final class Tally {
        private int imported;
        private int skipped;
        private final List<Integer> taken = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        private String sentence() {
            return "%s imported, %d skipped that exist or existed before, %s wrong%s%s"
                    .formatted(
                            Words.count(imported, "person was", "people were"),
                            skipped,
                            Words.count(problems.size(), "line is", "lines are"),
                            problems.isEmpty() ? "." : ": " + String.join("; ", problems) + ".",
                            taken.isEmpty() ? "" : " " + takenSentence());
        }

        private Map<String, ?> details() {
            return Map.of("imported", imported, "skipped", skipped, "taken", taken, "wrong", problems);
        }

        private String takenSentence() {
            return "%s the address of an account that no import created: %s. Its password is not the one of the line;"
                            .formatted(
                                    Words.count(taken.size(), "line has", "lines have"),
                                    taken.stream().map(line -> "line " + line).collect(Collectors.joining(", ")))
                    + " the owner of the address can ask for a new one.";
        }
    }

    @Override
    protected int run(CommandContext context) throws IOException, SQLException {
        UsersCommand.requireNoAddress(reason(), spec);
        return change(
                context,
                "users import " + file,
                "The accounts in %s that never existed here are registered.".formatted(file),
                Precondition.NONE,
                () -> bringIn(context));
    }

    private Done bringIn(CommandContext context) throws IOException, SQLException {
        Tally tally = new Tally();
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings());
                Connection eventStore = context.settings().eventStore().write();
                LineNumberReader lines = new LineNumberReader(Files.newBufferedReader(file))) {
            OldUserImport users = new OldUserImport(application, eventStore);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (endWanted()) {
                    throw new Stopped(Outcome.CANCELLED, tally.sentence(), tally.details());
                }
                if (!line.isBlank() && !line.equals(OldAccount.HEADER)) {
                    bringIn(users, lines.getLineNumber(), line, tally);
                }
            }
        }
        if (!tally.problems.isEmpty()) {
            throw new Stopped(Outcome.FAILED, tally.sentence(), tally.details());
        }
        return new Done(tally.sentence(), tally.details());
    }

    private static void bringIn(OldUserImport users, int number, String line, Tally tally) throws SQLException {
        try {
            switch (users.bringIn(OldAccount.parse(line.strip()))) {
                case IMPORTED -> tally.imported++;
                case SKIPPED -> tally.skipped++;
                case TAKEN -> tally.taken.add(number);
            }
        } catch (IllegalArgumentException e) {
            tally.problems.add("line %d %s".formatted(number, e.getMessage()));
        }
    }
}
