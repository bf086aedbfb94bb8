package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.restore.ImageReturn;
import io.talel.ops.backup.restore.ImageReturn.Result;
import io.talel.ops.backup.restore.JdbcAddress;
import io.talel.ops.backup.restore.Restore;
import io.talel.ops.backup.restore.RestoreFailed;
import io.talel.ops.backup.restore.RestoreOrder;
import io.talel.ops.backup.restore.RestorePlan;
import io.talel.ops.backup.restore.RestoreReport;
import io.talel.ops.backup.restore.source.RestorePoint;
import io.talel.ops.backup.store.Database;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.InstantConverter;
import io.talel.ops.console.cli.Interruption;
import io.talel.ops.console.cli.ProgressDisplay;
import io.talel.ops.console.cli.ReasonConverter;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "restore",
        description = "Restores a backup into an empty database, rebuilds everything else from the log, and checks the"
                + " result. Nodes can use the database afterwards.")
public final class RestoreCommand extends StoreCommand {

    @Option(names = "--from", required = true, paramLabel = "ID", description = "Name of a backup, or latest.")
    private String from = "";

    @ArgGroup
    private @Nullable PointOptions upTo;

    @Option(
            names = "--into",
            paramLabel = "JDBC-URL",
            converter = JdbcAddressConverter.class,
            description = "An empty database: jdbc:postgresql://host:5432/name, with ?user=... for another owner than"
                    + " DB_OWNER_USER; its password is DB_OWNER_PASSWORD.")
    private @Nullable String into;

    @Option(
            names = "--plan",
            description = "Print which backups and keys would be read, up to which place of the log, and their size;"
                    + " restore nothing. With --into, check the target, too.")
    private boolean plan;

    @Option(names = "--images", description = "Copy missing images back, as `backup restore-images` does.")
    private boolean images;

    @Option(
            names = "--keys",
            paramLabel = "ID",
            description = "Use this backup of keys instead of the newest one, if keys were lost since or a copy of the"
                    + " database may have made newer ones.")
    private @Nullable String keys;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "restore-report.json",
            description = "File for the report (default: restore-report.json).")
    private Path report = Path.of("restore-report.json");

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            converter = ReasonConverter.class,
            description = "Why, for the operator log of the new database.")
    private String reason = "";

    static final class PointOptions {

        @Option(names = "--to-index", paramLabel = "N", description = "Only events up to this place of the log.")
        private @Nullable Long index;

        @Option(
                names = "--to-time",
                paramLabel = "T",
                converter = InstantConverter.class,
                description = "Only events up to the last one recorded at this time or earlier: "
                        + InstantConverter.SYNTAX + ".")
        private @Nullable Instant time;
    }

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        RestorePoint point = upTo == null ? RestorePoint.NEWEST : new RestorePoint(upTo.index, upTo.time);
        try (BackupContext backupContext = BackupContext.of(context.settings())) {
            Restore restore = new Restore(context.settings(), backupContext.archive(), backupContext.keys());
            if (plan) {
                RestorePlan found = restore.plan(from, point, keys, into);
                return context.show(found, () -> print(context, found));
            }
            if (into == null) {
                throw new ParameterException(spec.commandLine(), "Missing required option: '--into=JDBC-URL'");
            }
            requireWritable(report);
            return run(context, backupContext, restore, new RestoreOrder(from, point, keys, into, reason, false));
        }
    }

    private int run(CommandContext context, BackupContext backupContext, Restore restore, RestoreOrder order)
            throws SQLException, IOException {
        try (Interruption interruption = Interruption.ofThisThread();
                ProgressDisplay watched = new ProgressDisplay(context, interruption::asked)) {
            RestoreReport done;
            try {
                done = restore.run(order, context.operator(), watched);
            } catch (RestoreFailed e) {
                if (interruption.asked()) {
                    return say(context, ExitCode.FAILED, "cancelled", e.abandoned(), Map.of());
                }
                write(context, "failed", String.valueOf(e.getMessage()), Map.of());
                throw e;
            } catch (IOException e) {
                if (interruption.asked()) {
                    return say(
                            context,
                            ExitCode.FAILED,
                            "cancelled",
                            "The restore was cancelled: nothing was changed.",
                            Map.of());
                }
                throw e;
            }
            int code = done.damage().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY;
            Map<String, Object> details = new LinkedHashMap<>(Map.of("report", done));
            if (!images) {
                return say(context, code, "done", done.sentence(), details);
            }
            write(context, "done", done.sentence(), details);
            Returned returned = returnImages(context, backupContext, order, watched);
            details.put("images", returned.found());
            return say(
                    context,
                    returned.complete() ? code : ExitCode.UNHEALTHY,
                    "done",
                    done.sentence() + " " + returned.sentence(),
                    details);
        }
    }

    /**
     * Result for the images, after the database is restored: a failure here does not make the restore fail.
     *
     * @param found empty if the copying did not finish
     */
    private record Returned(boolean complete, String sentence, Optional<Result> found) {}

    private static Returned returnImages(
            CommandContext context, BackupContext backupContext, RestoreOrder order, ProgressDisplay watched) {
        Database target =
                JdbcAddress.of("the target", order.into(), context.settings().eventStore());
        try {
            Result result = new ImageReturn(
                            target,
                            backupContext.s3().content(),
                            backupContext.s3().backups())
                    .run(watched);
            return new Returned(
                    result.lost() == 0,
                    BackupRestoreImagesCommand.sentence(result, "copied back"),
                    Optional.of(result));
        } catch (SQLException | IOException | Stopped e) {
            return new Returned(
                    false,
                    "Some images are missing: %s `backup restore-images` on the restored database continues."
                            .formatted(e.getMessage()),
                    Optional.empty());
        }
    }

    private int say(CommandContext context, int code, String outcome, String message, Map<String, ?> details) {
        write(context, outcome, message, details);
        return context.answer(code, outcome, message, details);
    }

    /** A restore is what it is without its report, too: on a full disk it is answered only. */
    private void write(CommandContext context, String outcome, String message, Map<String, ?> details) {
        try {
            Files.writeString(report, Json.pretty(CommandContext.document(outcome, message, details)) + "\n");
        } catch (IOException e) {
            context.err().println("talelio: the report could not be written: " + e);
        }
    }

    private static void print(CommandContext context, RestorePlan plan) {
        Table table = new Table("BACKUP", "KIND", "SNAPSHOT", "BYTES", "KEY");
        Stream.concat(plan.chain().stream(), Stream.of(plan.keys()))
                .forEach(link -> table.row(
                        link.id(),
                        link.kind(),
                        Words.time(link.snapshotAt()),
                        link.size(),
                        link.encryptionKey() == null ? "plaintext" : link.encryptionKey()));
        context.print(table);
        context.say("Ends at place %d of the log%s. Reads %d bytes, %d after decompression; the database takes"
                        .formatted(
                                plan.end(),
                                plan.cut()
                                        ? ", before the end of the backup"
                                        : ", with " + Words.count(plan.events(), "event", "events"),
                                plan.size(),
                                plan.contentBytes())
                + " about %d bytes. Nothing was changed.".formatted(plan.estimatedBytes()));
        plan.warnings().forEach(warning -> context.complain(warning));
    }

    /** Fails now rather than hours later, after the restore. */
    private static void requireWritable(Path report) {
        Path directory = Objects.requireNonNullElse(report.toAbsolutePath().getParent(), report);
        boolean writable = Files.exists(report)
                ? Files.isRegularFile(report) && Files.isWritable(report)
                : Files.isWritable(directory);
        if (!writable) {
            throw new Refused("the report cannot be written to %s; --report names another file".formatted(report));
        }
    }
}
