package io.talel.ops.console.backup;

import io.talel.ops.console.backup.drill.Drill;
import io.talel.ops.console.backup.drill.DrillReport;
import io.talel.ops.console.backup.restore.Address;
import io.talel.ops.console.backup.runs.Task;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.command.Interruption;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Words;
import io.talel.ops.console.store.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drill",
        description =
                "Restores a backup into a database that is there for that only, and compares the read models that come"
                        + " out with the live ones. Nothing that is live is touched.",
        mixinStandardHelpOptions = true)
final class BackupDrillCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = Drill.LATEST,
            description = "Name of a backup (default: latest, the newest of this database).")
    private String from = Drill.LATEST;

    @Option(
            names = "--into-server",
            paramLabel = "JDBC-URL",
            converter = JdbcAddress.class,
            description = "Where to make that database, if not beside the live one: any database of the server,"
                    + " jdbc:postgresql://host:5432/postgres, with ?user=... for another owner.")
    private @Nullable String server;

    @Mixin
    private final Patience patience = new Patience();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        Database live = console.settings().eventStore();
        try (Interruption interruption = Interruption.ofThisThread();
                Desk desk = Desk.of(console.settings(), Task.DRILL, console.operator());
                WatchedRun watched = new WatchedRun(console, output, interruption)) {
            DrillReport report = new Drill(console.settings(), desk.archive(), desk.keys())
                    .run(
                            from,
                            server == null ? live : Address.of("the server", server, live),
                            console.operator(),
                            patience.patience(),
                            watched);
            say(console, report);
            return report.isAlike() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void say(Console console, DrillReport report) {
        String sentence = Drill.sentence(report);
        if (output.isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("outcome", report.isAlike() ? "done" : "failed");
            document.put("message", sentence);
            document.put("report", report);
            console.out().println(Output.json(document));
        } else {
            console.out().println(Words.plain(sentence));
        }
    }
}
