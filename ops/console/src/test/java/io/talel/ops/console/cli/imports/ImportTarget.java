package io.talel.ops.console.cli.imports;

import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A migrated database without a node, into which the data of the replaced service is imported. */
final class ImportTarget {

    private final PostgresDatabase database;
    private final JdbcClient owner;

    private ImportTarget(PostgresDatabase database) {
        this.database = database;
        this.owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    static ImportTarget create() {
        PostgresDatabase database = SharedServers.newDatabase();
        Operated.migrateApart(database, Map.of());
        BackedUp.migrateAuth(database);
        return new ImportTarget(database);
    }

    PostgresDatabase database() {
        return database;
    }

    JdbcClient owner() {
        return owner;
    }

    Result importFrom(Path dump, String... options) {
        return importFrom(database.environment(), dump, options);
    }

    Result importFrom(Map<String, String> environment, Path dump, String... options) {
        List<String> command =
                new ArrayList<>(List.of("import", dump.toString(), "--reason", "moving", "--yes", "-o", "json"));
        command.addAll(List.of(options));
        return Operated.run(environment, command.toArray(String[]::new));
    }

    /** Stream, name, time in UTC and actor of every event, in the order of the log. */
    List<String> events() {
        return query("SELECT stream || ' ' || event || ' ' || (occurred_at AT TIME ZONE 'UTC') || ' '"
                + " || (metadata ->> 'actor') FROM event_store.event_log ORDER BY global_index");
    }

    List<String> query(String sql) {
        return owner.sql(sql).query(String.class).list();
    }
}
