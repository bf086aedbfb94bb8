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
    CURRENT(false, Schema.EVENT_STORE, Schema.AUTH, Schema.READ_MODEL),
    /** Needs the event store's schemas of this version; the read models may be unreachable. */
    CURRENT_LOG(false, Schema.EVENT_STORE, Schema.AUTH),
    /**
     * Uses tables as nodes of this version do, which also run in newer schemas. So an operator can go back to this version,
     * although a migration cannot.
     */
    CURRENT_OR_NEWER(true, Schema.EVENT_STORE, Schema.AUTH, Schema.READ_MODEL),
    /**
     * Reads the log, the operator log or all that backups hold, also in newer schemas; the read models may be unreachable. A
     * backup finds tables and columns in the catalogue, and is refused where it could miss some.
     */
    CURRENT_OR_NEWER_LOG(true, Schema.EVENT_STORE, Schema.AUTH),
    /** Needs the event store's schemas of this version, and recreates those of the read models. */
    RECREATES_READ_MODELS(false, Schema.EVENT_STORE, Schema.AUTH),
    /** Migrates both databases, or only the empty database to restore into. */
    MIGRATES(false),
    /** Works with any version, and leaves the schemas as they are. */
    ANY(true);

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
            Map.entry("status", CURRENT_OR_NEWER),
            Map.entry("projections", CURRENT_OR_NEWER),
            Map.entry("dead-letters", CURRENT_OR_NEWER),
            Map.entry("events", CURRENT_OR_NEWER_LOG),
            Map.entry("log", CURRENT_OR_NEWER_LOG),
            Map.entry("backup drill", CURRENT),
            Map.entry("backup", CURRENT_OR_NEWER_LOG),
            Map.entry("claims", CURRENT_LOG),
            Map.entry("import", CURRENT_LOG),
            Map.entry("users", CURRENT_LOG));

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final boolean takesNewer;
    private final List<Schema> schemas;

    SchemaPolicy(boolean takesNewer, Schema... schemas) {
        this.takesNewer = takesNewer;
        this.schemas = List.of(schemas);
    }

    /** @param command with its subcommand: {@code backup list} */
    public static SchemaPolicy of(String command) {
        String first = command.replaceFirst(" .*", "");
        return OTHERS.getOrDefault(command, OTHERS.getOrDefault(first, CURRENT));
    }

    /**
     * @return sentences about newer schemas that the command works with
     * @throws Refused if a schema is missing, older or too new for the command, or a migration failed
     */
    public List<String> check(Settings settings) throws SQLException, IOException {
        Map<String, List<Schema>> databases = new LinkedHashMap<>();
        for (Schema schema : schemas) {
            Database database = schema.database(settings);
            databases
                    .computeIfAbsent(database.ownerUser() + "@" + database.url(), _ -> new ArrayList<>())
                    .add(schema);
        }
        List<String> newer = new ArrayList<>();
        for (List<Schema> each : databases.values()) {
            check(each, settings, newer);
        }
        return newer;
    }

    /** @param schemas of one database, so that one connection is enough */
    private void check(List<Schema> schemas, Settings settings, List<String> newer) throws SQLException, IOException {
        try (Connection owner = schemas.getFirst().database(settings).readAsOwner()) {
            for (Schema schema : schemas) {
                check(schema, owner, settings, newer);
            }
        }
    }

    private void check(Schema schema, Connection owner, Settings settings, List<String> newer)
            throws SQLException, IOException {
        try {
            SchemaVersions versions = schema.in(owner);
            // The gateway's schema is missing where no gateway has run.
            if (versions.isCurrent() || (!versions.there() && schema == Schema.AUTH)) {
                return;
            }
            if (!takesNewer || !versions.isCurrentOrNewer()) {
                throw new Refused(sentence(schema, schema.database(settings), versions));
            }
            newer.add(newer(schema, schema.database(settings), versions));
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
            return newer(schema, database, versions) + "; use the ops/talelio of the release that does";
        }
        return "the schema %s of %s is older than this software and lacks version %s; a node of this version that starts, or `ops/talelio migrate`, brings it up to date"
                .formatted(schema, database, SchemaVersions.words(versions.missing()));
    }

    private static String newer(Schema schema, Database database, SchemaVersions versions) {
        return "the schema %s of %s is newer than this software, which does not know version %s"
                .formatted(schema, database, SchemaVersions.words(versions.unknown()));
    }
}
