package io.talel.ops.console.backup;

import io.talel.ops.console.backup.restore.Point;
import io.talel.ops.console.backup.restore.Restore;
import io.talel.ops.console.backup.restore.RestoreFailed;
import io.talel.ops.console.backup.restore.RestoreOrder;
import io.talel.ops.console.backup.restore.RestoreReport;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.ProgressDisplay;
import io.talel.ops.console.command.Refused;
import io.talel.ops.console.command.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description =
                "Makes an empty database what a backup holds, rebuilds everything else from the log, and checks the"
                        + " result. A node can be started on it then.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "ID", description = "Name of a backup, or latest.")
    private String from = "";

    @ArgGroup
    private @Nullable UpTo upTo;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "JDBC-URL",
            converter = JdbcAddress.class,
            description = "An empty database: jdbc:postgresql://host:5432/name, with ?user=... for another owner than"
                    + " DB_OWNER_USER; its password is DB_OWNER_PASSWORD.")
    private String into = "";

    @Option(
            names = "--keys",
            paramLabel = "ID",
            description = "Another backup of keys than the one that belongs to it, if keys were lost since.")
    private @Nullable String keys;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "restore-report.json",
            description = "Where to write what was done and how long it took (default: restore-report.json).")
    private Path report = Path.of("restore-report.json");

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the operator log of the new database.")
    private String reason = "";

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    static final class UpTo {

        @Option(names = "--to-index", paramLabel = "N", description = "Only events up to this place of the log.")
        private @Nullable Long index;

        @Option(
                names = "--to-time",
                paramLabel = "T",
                converter = Moment.class,
                description = "Only events up to the last one that happened by then, 2026-01-31T09:00:00Z.")
        private @Nullable Instant time;
    }

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        requireWritable(report);
        Point point = upTo == null ? Point.NEWEST : new Point(upTo.index, upTo.time);
        try (Desk desk = Desk.of(console.settings());
                ProgressDisplay display = new ProgressDisplay(console, output)) {
            RestoreReport done = new Restore(console.settings(), desk.archive(), desk.keys())
                    .run(new RestoreOrder(from, point, keys, into, reason), console.operator(), display::at);
            String sentence = sentence(done);
            Map<String, Object> document = document("done", sentence);
            document.put("report", done);
            Files.writeString(report, Output.prettyJson(document) + "\n");
            console.out().println(output.isJson() ? Output.json(document) : Words.plain(sentence));
            return done.damage().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY;
        } catch (RestoreFailed e) {
            Files.writeString(report, Output.prettyJson(document("failed", String.valueOf(e.getMessage()))) + "\n");
            throw e;
        }
    }

    /** Not when all is done, hours later. */
    private static void requireWritable(Path report) {
        Path directory = Objects.requireNonNullElse(report.toAbsolutePath().getParent(), report);
        boolean writable = Files.exists(report)
                ? Files.isRegularFile(report) && Files.isWritable(report)
                : Files.isWritable(directory);
        if (!writable) {
            throw new Refused("the report cannot be written to %s; --report names another file".formatted(report));
        }
    }

    private static String sentence(RestoreReport done) {
        return "Restored %s of backup %s into %s in %s: every row is what was dumped, and the read models were made again. %s %s"
                .formatted(
                        Words.count(done.events(), "event", "events"),
                        done.backup(),
                        done.target(),
                        Words.seconds(done.recoverySeconds()),
                        String.join(" ", done.damage()),
                        String.join(" ", done.warnings()))
                .strip();
    }

    private static Map<String, Object> document(String outcome, String message) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", outcome);
        document.put("message", message);
        return document;
    }
}
