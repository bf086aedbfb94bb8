package io.talel.ops.console.doctor;

import io.talel.ops.console.store.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The servers, the schemas, the indexes. */
final class DatabaseChecks {

    private static final int OLDEST_VERSION = 150_000;

    private static final Duration LONG_TRANSACTION = Duration.ofMinutes(5);

    /** Claims of segments expire after 10 s, by the clocks of the nodes. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private static final String APPLIED =
            "SELECT version FROM %s.flyway_schema_history WHERE success AND version IS NOT NULL";

    private static final String FAILED = "SELECT description FROM %s.flyway_schema_history WHERE NOT success";

    private static final String INVALID_INDEXES = """
            SELECT indexrelid::regclass::text
            FROM pg_index
            JOIN pg_class ON pg_class.oid = indexrelid
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE NOT indisvalid AND nspname NOT LIKE 'pg\\_%'
            ORDER BY 1""";

    /** What keeps the log and the claims right, whatever a program does; names are those of the migrations. */
    private static final Set<String> UNIQUE_IN_EVENT_STORE = Set.of(
            "domain_event_global_index",
            "domain_event_identifier",
            "domain_event_sequence",
            "claimed_email_is_unique",
            "claimed_email_of_user",
            "claimed_username_is_unique",
            "claimed_username_of_user",
            "claimed_slug_is_unique",
            "claimed_slug_number");

    private static final Set<String> UNIQUE_IN_READ_MODEL =
            Set.of("generation_active", "generation_pkey", "token_entry_pkey", "dead_letter_pkey", "pause_pkey");

    private static final String UNIQUE_INDEXES = """
            SELECT relname
            FROM pg_index
            JOIN pg_class ON pg_class.oid = indexrelid
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE indisunique AND indisvalid AND nspname IN ('event_store', 'claims', 'read_model')""";

    private static final String LONG_TRANSACTIONS = """
            SELECT pid || ' (' || usename || ', ' || application_name || ')'
            FROM pg_stat_activity
            WHERE datname = current_database() AND xact_start < now() - make_interval(secs => ?)
            UNION ALL
            SELECT 'prepared ' || gid FROM pg_prepared_xacts
            WHERE database = current_database() AND prepared < now() - make_interval(secs => ?)""";

    static final List<Check> ALL = List.of(
            new Check(
                    "event store's server",
                    (patient, name) -> version(patient.stores().eventStore(), name)),
            new Check(
                    "read models' server",
                    (patient, name) -> version(patient.stores().readModel(), name)),
            new Check(
                    "event store's migrations",
                    (patient, name) -> migrations(patient.eventStoreOwner(), "event_store", "db/event-store", name)),
            new Check(
                    "read models' migrations",
                    (patient, name) -> migrations(patient.readModelOwner(), "read_model", "db/read-model", name)),
            new Check("indexes", DatabaseChecks::indexes),
            new Check("unique constraints", DatabaseChecks::unique),
            new Check("long transactions", DatabaseChecks::transactions),
            new Check("clocks", DatabaseChecks::clocks));

    private DatabaseChecks() {}

    private static Finding version(Connection database, String name) throws SQLException {
        long version = Rows.number(database, "SELECT current_setting('server_version_num')::int");
        long megabytes = Rows.number(database, "SELECT pg_database_size(current_database()) / 1048576");
        String found = "PostgreSQL %d.%d, %d MB".formatted(version / 10_000, version % 10_000, megabytes);
        return version >= OLDEST_VERSION
                ? Finding.ok(name, found)
                : Finding.problem(name, found, "Version 15 or newer is needed.");
    }

    private static Finding migrations(Connection owner, String schema, String location, String name)
            throws SQLException, IOException {
        Set<String> applied = new TreeSet<>(Rows.list(owner, APPLIED.formatted(schema), row -> row.getString(1)));
        Set<String> missing = new TreeSet<>(known(location));
        missing.removeAll(applied);
        List<String> failed = Rows.list(owner, FAILED.formatted(schema), row -> row.getString(1));
        if (!failed.isEmpty()) {
            return Finding.problem(
                    name,
                    "A migration failed: " + String.join(", ", failed) + ".",
                    "See the log of the node that ran it, and repair it; a database that was not restored to its end is"
                            + " dropped.");
        }
        return missing.isEmpty()
                ? Finding.ok(name, "up to version " + applied.stream().reduce("none", (_, last) -> last))
                : Finding.problem(
                        name,
                        "Not applied: " + String.join(", ", missing) + ".",
                        "Start a node of this version; it migrates the schemas.");
    }

    /** The versions of the files that this version of the code brings. */
    private static Set<String> known(String location) throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:" + location + "/V*.sql");
        return Arrays.stream(files)
                .map(Resource::getFilename)
                .filter(Objects::nonNull)
                .map(file -> file.substring(1, file.indexOf("__")))
                .collect(Collectors.toSet());
    }

    private static Finding indexes(Patient patient, String name) throws SQLException {
        Set<String> invalid = new TreeSet<>();
        invalid.addAll(Rows.list(patient.eventStoreOwner(), INVALID_INDEXES, row -> row.getString(1)));
        invalid.addAll(Rows.list(patient.readModelOwner(), INVALID_INDEXES, row -> row.getString(1)));
        return invalid.isEmpty()
                ? Finding.ok(name, "all are valid")
                : Finding.problem(name, "Invalid: " + String.join(", ", invalid) + ".", "REINDEX them as the owner.");
    }

    private static Finding unique(Patient patient, String name) throws SQLException {
        Set<String> missing = new TreeSet<>(UNIQUE_IN_EVENT_STORE);
        missing.addAll(UNIQUE_IN_READ_MODEL);
        Rows.list(patient.eventStoreOwner(), UNIQUE_INDEXES, row -> row.getString(1))
                .forEach(missing::remove);
        Rows.list(patient.readModelOwner(), UNIQUE_INDEXES, row -> row.getString(1))
                .forEach(missing::remove);
        return missing.isEmpty()
                ? Finding.ok(name, "all are there")
                : Finding.problem(
                        name,
                        "Missing: " + String.join(", ", missing) + ".",
                        "Stop the writers and create them as the migrations do, before anything is written twice.");
    }

    private static Finding transactions(Patient patient, String name) throws SQLException {
        long seconds = LONG_TRANSACTION.toSeconds();
        Set<String> found = new TreeSet<>();
        for (Connection owner : List.of(patient.eventStoreOwner(), patient.readModelOwner())) {
            found.addAll(Rows.list(owner, LONG_TRANSACTIONS, row -> row.getString(1), seconds, seconds));
        }
        return found.isEmpty()
                ? Finding.ok(name, "none is older than %d minutes".formatted(LONG_TRANSACTION.toMinutes()))
                : Finding.warning(
                        name,
                        "Older than %d minutes: %s.".formatted(LONG_TRANSACTION.toMinutes(), String.join(", ", found)),
                        "They keep old rows and gaps of the log alive; end them by pg_terminate_backend.");
    }

    private static Finding clocks(Patient patient, String name) throws SQLException {
        Duration apart = Duration.ZERO;
        for (Connection database :
                List.of(patient.stores().eventStore(), patient.stores().readModel())) {
            Instant before = patient.clock().instant();
            Instant there = Rows.first(database, "SELECT clock_timestamp() AS now", row -> Rows.time(row, "now"))
                    .orElseThrow();
            Duration round = Duration.between(before, patient.clock().instant());
            Duration difference =
                    Duration.between(before.plus(round.dividedBy(2)), there).abs();
            apart = apart.compareTo(difference) < 0 ? difference : apart;
        }
        String found = "the databases' and this machine's are %d ms apart".formatted(apart.toMillis());
        return apart.compareTo(CLOCKS_APART) < 0
                ? Finding.ok(name, found)
                : Finding.warning(name, found, "Let all machines follow the same time server.");
    }
}
