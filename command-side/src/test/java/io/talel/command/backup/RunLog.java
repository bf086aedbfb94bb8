package io.talel.command.backup;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.ops.localstack.PostgresDatabase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Writes runs with backups into a database, and reads what a node shows of them. */
final class RunLog {

    static final double BEGUN = Instant.parse("2026-11-25T02:00:00Z").getEpochSecond();

    private final PostgresDatabase database;
    private final JdbcClient owner;

    RunLog(PostgresDatabase database) {
        this.database = database;
        this.owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    JdbcClient owner() {
        return owner;
    }

    void run(String task, String outcome, int begun) {
        run(task, outcome, begun, null, "{}");
    }

    /** @param begun in seconds after {@link #BEGUN} */
    void run(String task, String outcome, int begun, @Nullable String backup, String details) {
        owner.sql("""
                        INSERT INTO operations.backup_run
                            (task, operator, host, started_at, finished_at, outcome, size, backup, details)
                        VALUES (:task, 'grace', 'here', to_timestamp(:begun), to_timestamp(:begun + 10), :outcome, 4096,
                            :backup, :details::jsonb)""")
                .param("backup", backup)
                .param("details", details)
                .param("task", task)
                .param("outcome", outcome)
                .param("begun", BEGUN + begun)
                .update();
    }

    /** A run without an end. */
    void begun(String task, int begun) {
        owner.sql("""
                        INSERT INTO operations.backup_run (task, operator, host, started_at)
                        VALUES (:task, 'grace', 'here', to_timestamp(:begun))""").param("task", task).param("begun", BEGUN + begun).update();
    }

    /** As a node that has not looked yet. */
    double gauge(String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new BackupGauges(new BackupRuns(
                        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password())))
                .bindTo(registry);
        await().until(() -> !value(registry, "failures").isNaN());
        return value(registry, name);
    }

    private static Double value(SimpleMeterRegistry registry, String name) {
        return registry.get("talelio.backup." + name).gauge().value();
    }
}
