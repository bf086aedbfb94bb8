package io.talel.ops.console.cli.imports;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.console.cli.ChangeCommand;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.users.UsersCommand;
import io.talel.ops.console.imports.OldTables;
import io.talel.ops.console.imports.RunningNodes;
import io.talel.ops.console.imports.ServiceImport;
import io.talel.ops.console.imports.ServiceImportReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Imports people and articles of the replaced service from a dump of its database, with their numbers,"
                    + " slugs and times, and images from its bucket. People log in with their old passwords; no mail is"
                    + " sent. Run it while no node runs.",
            "What was imported before stays as it is, even if it was erased since, so the import can be run again."
                    + " Rows that cannot be imported are left out and reported; the command then exits with 1.",
            "With --dry-run, also reports articles that look different here.",
            UsersCommand.ON_REASONS
        })
public final class ImportCommand extends ChangeCommand {

    @Parameters(
            paramLabel = "DUMP",
            description = "A file of pg_dump in plain SQL, or a directory with account.csv, user.csv and article.csv.")
    private Path dump = Path.of("");

    @Option(
            names = "--images-from",
            paramLabel = "BUCKET",
            description =
                    "Also copy images from the replaced service's bucket to S3_BUCKET, and record them under their"
                            + " old names. The files stay as they are.")
    private @Nullable String imagesFrom;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the report to this file, as JSON.")
    private @Nullable Path report;

    @Override
    protected int run(CommandContext context) throws IOException, SQLException {
        UsersCommand.requireNoAddress(reason(), spec);
        OldTables tables = OldTables.at(dump);
        if (!isDryRun()) {
            return change(
                    context,
                    imagesFrom == null ? "import " + dump : "import %s --images-from %s".formatted(dump, imagesFrom),
                    "The people and articles in %s%s that never existed here are recorded."
                            .formatted(dump, imagesFrom == null ? "" : " and the images in bucket " + imagesFrom),
                    Precondition.NONE,
                    () -> bringIn(context, tables));
        }
        ServiceImportReport found = run(context, tables);
        boolean complete = found.refused().isEmpty();
        return context.answer(
                complete ? ExitCode.OK : ExitCode.FAILED,
                complete ? "dry run" : Outcome.FAILED.toString(),
                "Nothing was changed. An import would record " + found.sentence(),
                found);
    }

    private Done bringIn(CommandContext context, OldTables tables) throws SQLException, IOException {
        RunningNodes.requireNone(context.settings().eventStore());
        ServiceImportReport done = run(context, tables);
        String sentence = "The import recorded " + done.sentence();
        if (!done.refused().isEmpty()) {
            throw new Stopped(Outcome.FAILED, sentence, done);
        }
        return new Done(sentence, done);
    }

    private ServiceImportReport run(CommandContext context, OldTables tables) throws SQLException, IOException {
        if (report != null) {
            // Fails before the import rather than after it.
            Files.writeString(report, "");
        }
        try (EmbeddedApplication application = EmbeddedApplication.start(context.settings());
                Connection eventStore = context.settings().eventStore().write()) {
            ServiceImport service = new ServiceImport(application, eventStore, isDryRun(), this::endWanted);
            ServiceImportReport done = service.run(tables);
            if (imagesFrom != null) {
                try (S3 s3 = S3.at(BucketSettings.of(context.settings().variables()))) {
                    done = service.runImages(s3.named(imagesFrom), s3.content());
                }
            }
            if (report != null) {
                Files.writeString(report, Json.pretty(done) + "\n");
            }
            return done;
        }
    }
}
