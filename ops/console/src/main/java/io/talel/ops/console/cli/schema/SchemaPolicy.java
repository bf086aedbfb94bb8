package io.talel.ops.console.cli.schema;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.schema.Schema;
import io.talel.ops.backup.schema.SchemaVersions;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schema versions that a command needs. Nodes migrate when they start; only the commands named here do, too. */
public enum SchemaPolicy {
    /** Needs the schemas of this version, and leaves them as they are. */
    CURRENT(List.of(Schema.EVENT_STORE, Schema.AUTH, Schema.READ_MODEL)),
    /** Needs the event store's schemas of this version; the read models may be unreachable. */
    CURRENT_LOG(List.of(Schema.EVENT_STORE, Schema.AUTH)),
    /** Needs the event store's schemas of this version, and recreates those of the read models. */
    RECREATES_READ_MODELS(List.of(Schema.EVENT_STORE, Schema.AUTH)),
    /** Migrates both databases, or only the empty database to restore into. */
    MIGRATES(List.of()),
    /** Works with any version, and leaves the schemas as they are. */
    ANY(List.of());

    /** Keyed by the command or its first word; all other commands have {@link #CURRENT}. */
    private static final Map<String, SchemaPolicy> OTHERS = Map.ofEntries(
            Map.entry("migrate", MIGRATES),
            Map.entry("restore", MIGRATES),
            Map.entry("projections recreate", RECREATES_READ_MODELS),
            Map.entry("doctor", ANY),
            Map.entry("probe", ANY),
            Map.entry("backup list", ANY),
            Map.entry("backup info", ANY),
            Map.entry("backup verify", ANY),
            Map.entry("backup drill", CURRENT),
            Map.entry("backup", CURRENT_LOG),
            Map.entry("claims", CURRENT_LOG),
            Map.entry("events", CURRENT_LOG),
            Map.entry("import", CURRENT_LOG),
            Map.entry("log", CURRENT_LOG),
            Map.entry("users", CURRENT_LOG));

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final List<Schema> schemas;

    SchemaPolicy(List<Schema> schemas) {
        this.schemas = schemas;
    }

    /** @param command with its subcommand: {@code backup list} */
    public static SchemaPolicy of(String command) {
        String first = command.replaceFirst(" .*", "");
        return OTHERS.getOrDefault(command, OTHERS.getOrDefault(first, CURRENT));
    }

    /** @throws Refused if a schema is missing, older or newer than this software, or a migration failed */
    public void check(Settings settings) throws SQLException, IOException {
        Map<String, List<Schema>> databases = new LinkedHashMap<>();
        for (Schema schema : schemas) {
            Database database = schema.database(settings);
            databases
                    .computeIfAbsent(database.ownerUser() + "@" + database.url(), _ -> new ArrayList<>())
                    .add(schema);
        }
        for (List<Schema> each : databases.values()) {
            check(each, settings);
        }
    }

    /** @param schemas of one database, so that one connection is enough */
    private static void check(List<Schema> schemas, Settings settings) throws SQLException, IOException {
        try (Connection owner = schemas.getFirst().database(settings).readAsOwner()) {
            for (Schema schema : schemas) {
                check(schema, owner, settings);
            }
        }
    }

    private static void check(Schema schema, Connection owner, Settings settings) throws SQLException, IOException {
        try {
            SchemaVersions versions = schema.in(owner);
            // The gateway's schema is missing where no gateway has run.
            if (!versions.isCurrent() && (versions.there() || schema != Schema.AUTH)) {
                throw new Refused(sentence(schema, schema.database(settings), versions));
            }
        } catch (SQLException e) {
            // Without the owner's password the versions may be unreadable.
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    static String sentence(Schema schema, Database database, SchemaVersions versions) {
        if (!versions.there()) {
            return "%s has no schema %s; a node that starts, or `ops/talelio migrate`, makes it"
                    .formatted(database, schema);
        }
        if (!versions.failed().isEmpty()) {
            return "a migration of the schema %s of %s failed: %s"
                    .formatted(schema, database, String.join(", ", versions.failed()));
        }
        if (!versions.unknown().isEmpty()) {
            return "the schema %s of %s is newer than this software, which does not know version %s; use the ops/talelio of the nodes' version"
                    .formatted(schema, database, SchemaVersions.words(versions.unknown()));
        }
        return "the schema %s of %s is older than this software and lacks version %s; a node of this version that starts, or `ops/talelio migrate`, brings it up to date"
                .formatted(schema, database, SchemaVersions.words(versions.missing()));
    }
}
