package io.talel.ops.console.cli.schema;

import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.schema.AuthSchemaMigration;
import io.talel.ops.backup.schema.Schema;
import io.talel.ops.backup.schema.SchemaVersions;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.ReasonConverter;
import io.talel.ops.console.cli.StoreCommand;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Migrates the schemas of both databases to this version, as a node does when it starts.")
public final class MigrateCommand extends StoreCommand {

    @Option(names = "--dry-run", description = "Print what would change, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            converter = ReasonConverter.class,
            description = "Why, for the operator log.")
    private String reason = "";

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        Map<String, String> missing = missing(context);
        String words = missing.isEmpty() ? "nothing, all schemas are of this version" : words(missing);
        if (dryRun) {
            return context.answer(
                    ExitCode.OK,
                    "dry run",
                    "Nothing was changed. To be applied: %s.".formatted(words),
                    Map.of("missing", missing));
        }
        try (EmbeddedApplication _ = startMigrating(context)) {
            AuthSchemaMigration.migrate(context.settings().eventStore());
        }
        String sentence = "Applied: %s.".formatted(words);
        try (Connection eventStore = context.settings().eventStore().write()) {
            OperatorLog log = new OperatorLog(eventStore);
            log.complete(log.append(context.operator(), "migrate", reason), Outcome.DONE, sentence);
        }
        return context.answer(Outcome.DONE, sentence, Map.of("applied", missing));
    }

    private static EmbeddedApplication startMigrating(CommandContext context) {
        try {
            return EmbeddedApplication.migratingBoth(context.settings());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage(), e);
        }
    }

    /** @throws Refused if a schema is newer than this software, or a migration failed */
    private static Map<String, String> missing(CommandContext context) throws SQLException, IOException {
        Map<String, String> missing = new TreeMap<>();
        for (Schema schema : Schema.values()) {
            try (Connection owner = schema.database(context.settings()).readAsOwner()) {
                SchemaVersions versions = schema.in(owner);
                if (!versions.failed().isEmpty() || !versions.unknown().isEmpty()) {
                    throw new Refused(SchemaPolicy.sentence(schema, schema.database(context.settings()), versions));
                }
                if (!versions.missing().isEmpty()) {
                    missing.put(schema.toString(), SchemaVersions.words(versions.missing()));
                }
            }
        }
        return missing;
    }

    private static String words(Map<String, String> missing) {
        return missing.entrySet().stream()
                .map(schema -> "%s %s".formatted(schema.getKey(), schema.getValue()))
                .collect(Collectors.joining("; "));
    }
}
