package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.drill.Drill;
import io.talel.ops.backup.drill.DrillReport;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.restore.JdbcAddress;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.cli.backup.BackupWebhook.RunOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drill",
        description =
                "Restores a backup into a scratch database and compares its read models with the live ones. Changes"
                        + " nothing live.")
final class BackupDrillCommand extends ScheduledCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = BackupChoice.LATEST,
            description = "Name of a backup (default: latest, the newest of this database).")
    private String from = BackupChoice.LATEST;

    @Option(
            names = "--into-server",
            paramLabel = "JDBC-URL",
            converter = JdbcAddressConverter.class,
            description = "Another server for the scratch database, by the address of any database on it:"
                    + " jdbc:postgresql://host:5432/postgres, with ?user=... for another owner.")
    private @Nullable String server;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description = "A place on the disk of that server, if this machine has it: refuses if the scratch database"
                    + " would not fit there.")
    private @Nullable Path disk;

    @Override
    Task task() {
        return Task.DRILL;
    }

    @Override
    int perform(CommandContext context, Interruption interruption, Consumer<RunOutcome> ended)
            throws SQLException, IOException {
        Database live = context.settings().eventStore();
        try (BackupContext backupContext = BackupContext.of(context.settings(), Task.DRILL, context.operator());
                ProgressDisplay watched = new ProgressDisplay(context, interruption::asked)) {
            DrillReport report = new Drill(context.settings(), backupContext.archive(), backupContext.keys())
                    .run(
                            from,
                            server == null ? live : JdbcAddress.of("the server", server, live),
                            disk,
                            request(context, watched));
            RunOutcome outcome =
                    new RunOutcome(report.isAlike() ? Outcome.DONE : Outcome.FAILED, Drill.sentence(report));
            context.show(
                    CommandContext.document(outcome.outcome().toString(), outcome.message(), Map.of("report", report)),
                    () -> context.say(outcome.message()));
            ended.accept(outcome);
            return outcome.exitCode();
        }
    }
}
