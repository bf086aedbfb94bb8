package io.talel.ops.console.cli.doctor;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.schema.Schema;
import io.talel.ops.backup.schema.SchemaVersions;
import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks servers, schemas and indexes. */
final class DatabaseChecks {

    private static final Duration LONG_TRANSACTION = Duration.ofMinutes(5);

    /** Claims of segments expire after 5 s by the nodes' clocks. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private static final String INVALID_INDEXES = """
            SELECT indexrelid::regclass::text
            FROM pg_index
            JOIN pg_class ON pg_class.oid = indexrelid
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE NOT indisvalid AND nspname NOT LIKE 'pg\\_%'
            ORDER BY 1""";

    private static final String LONG_TRANSACTIONS = """
            SELECT pid || ' (' || coalesce(usename, backend_type) || ', ' || application_name || ')'
            FROM pg_stat_activity
            WHERE datname = current_database() AND xact_start < now() - make_interval(secs => ?)
            UNION ALL
            SELECT 'prepared ' || gid FROM pg_prepared_xacts
            WHERE database = current_database() AND prepared < now() - make_interval(secs => ?)""";

    static final List<Check> ALL = List.of(
            new Check(
                    "event store's server", context -> version(context.stores().eventStore())),
            new Check("read models' server", context -> version(context.stores().readModel())),
            new Check(
                    "event store's migrations",
                    context -> migrations(context.stores().eventStore(), Schema.EVENT_STORE)),
            new Check("read models' migrations", context -> migrations(context.readModelOwner(), Schema.READ_MODEL)),
            new Check("indexes", DatabaseChecks::indexes),
            new Check("unique constraints", DatabaseChecks::unique),
            new Check("long transactions", DatabaseChecks::transactions),
            new Check("clocks", DatabaseChecks::clocks));

    private DatabaseChecks() {}

    private static Finding version(Connection database) throws SQLException {
        long version = Rows.number(database, "SELECT current_setting('server_version_num')::int");
        long megabytes = Rows.number(database, "SELECT pg_database_size(current_database()) / 1048576");
        String found = "PostgreSQL %d.%d, %d MB".formatted(version / 10_000, version % 10_000, megabytes);
        return version >= Database.OLDEST_VERSION * 10_000
                ? Finding.ok(found)
                : Finding.problem(found, "Version %d or newer is needed.".formatted(Database.OLDEST_VERSION));
    }

    private static Finding migrations(Connection owner, Schema schema) throws SQLException, IOException {
        SchemaVersions versions = schema.in(owner);
        if (!versions.failed().isEmpty()) {
            return Finding.problem(
                    "A migration failed: " + String.join(", ", versions.failed()) + ".",
                    "See the log of the node that ran it, and repair it; a database that was not restored to its end is"
                            + " dropped.");
        }
        if (!versions.unknown().isEmpty()) {
            return Finding.problem(
                    "Newer than this software: " + SchemaVersions.words(versions.unknown()) + ".",
                    "Use the ops/talelio of the release that made it, or go on if you went back from that release.");
        }
        return versions.missing().isEmpty()
                ? Finding.ok("up to version " + versions.applied().last())
                : Finding.problem(
                        "Not applied: " + SchemaVersions.words(versions.missing()) + ".",
                        "Start a node of this version, or run `migrate`.");
    }

    private static Finding indexes(DoctorContext context) throws SQLException {
        Set<String> invalid = new TreeSet<>();
        invalid.addAll(Rows.texts(context.stores().eventStore(), INVALID_INDEXES));
        invalid.addAll(Rows.texts(context.readModelOwner(), INVALID_INDEXES));
        return Finding.problem("Invalid: %s.", "REINDEX them as the owner.").about(invalid, "all are valid");
    }

    private static Finding unique(DoctorContext context) throws SQLException {
        Set<String> missing =
                new TreeSet<>(Rows.texts(context.stores().eventStore(), EVENT_STORE.get("missing-indexes")));
        missing.addAll(Rows.texts(context.readModelOwner(), READ_MODEL.get("missing-indexes")));
        return Finding.problem(
                        "Missing: %s.",
                        "Stop the writers and create them as the migrations do, before anything is written twice.")
                .about(missing, "all are there");
    }

    private static Finding transactions(DoctorContext context) throws SQLException {
        long seconds = LONG_TRANSACTION.toSeconds();
        Set<String> found = new TreeSet<>();
        for (Connection owner : List.of(context.stores().eventStore(), context.readModelOwner())) {
            found.addAll(Rows.texts(owner, LONG_TRANSACTIONS, seconds, seconds));
        }
        long minutes = LONG_TRANSACTION.toMinutes();
        return Finding.warning(
                        "Older than " + minutes + " minutes: %s.",
                        "They keep old rows and open gaps of the log; end them by pg_terminate_backend.")
                .about(found, "none is older than %d minutes".formatted(minutes));
    }

    private static Finding clocks(DoctorContext context) throws SQLException {
        Duration apart = Duration.ZERO;
        for (Connection database :
                List.of(context.stores().eventStore(), context.stores().readModel())) {
            Instant before = context.clock().instant();
            Instant there = Rows.now(database);
            Duration round = Duration.between(before, context.clock().instant());
            Duration difference =
                    Duration.between(before.plus(round.dividedBy(2)), there).abs();
            apart = apart.compareTo(difference) < 0 ? difference : apart;
        }
        String found = "the databases' and this machine's are %d ms apart".formatted(apart.toMillis());
        return apart.compareTo(CLOCKS_APART) < 0
                ? Finding.ok(found)
                : Finding.warning(found, "Let all machines follow the same time server.");
    }
}
