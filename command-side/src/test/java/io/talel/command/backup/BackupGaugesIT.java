package io.talel.command.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.command.Node;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a node shows of what is written down about backups. */
class BackupGaugesIT {

    private static final double BEGUN = Instant.parse("2026-11-25T02:00:00Z").getEpochSecond();

    private static PostgresDatabase database;
    private static Node node;
    private static JdbcClient owner;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void nothing_was_done() {
        owner.sql("DELETE FROM operations.backup_run").update();
    }

    @Test
    void without_any_backup_there_is_no_number_but_none_failed() {
        assertThat(gauge("last.success.timestamp")).isNaN();
        assertThat(gauge("last.size")).isNaN();
        assertThat(gauge("last.duration")).isNaN();
        assertThat(gauge("last.drill.timestamp")).isNaN();
        assertThat(gauge("failures")).isZero();
    }

    @Test
    void the_newest_backup_that_was_completed_counts_and_what_failed_since() {
        run("full", "failed", 0);
        run("full", "done", 60);
        run("incremental", "failed", 300);
        run("verify", "failed", 400);
        run("incremental", "cancelled", 500);
        cutOff(600);

        assertThat(gauge("last.success.timestamp")).isEqualTo(BEGUN + 60 + 10);
        assertThat(gauge("last.size")).isEqualTo(4096);
        assertThat(gauge("last.duration")).isEqualTo(10);
        assertThat(gauge("failures")).isEqualTo(2);

        run("incremental", "done", 900);
        assertThat(gauge("last.success.timestamp")).isEqualTo(BEGUN + 900 + 10);
        assertThat(gauge("failures")).isZero();
    }

    @Test
    void a_drill_that_failed_is_none() {
        run("drill", "done", 0);
        run("drill", "failed", 100);

        assertThat(gauge("last.drill.timestamp")).isEqualTo(BEGUN + 10);
    }

    @Test
    void where_nothing_is_written_down_there_is_no_number() {
        owner.sql("ALTER TABLE operations.backup_run RENAME TO elsewhere").update();
        try {
            assertThat(gauge("last.success.timestamp")).isNaN();
            assertThat(gauge("failures")).isNaN();
        } finally {
            owner.sql("ALTER TABLE operations.elsewhere RENAME TO backup_run").update();
        }
    }

    private static void run(String task, String outcome, int begun) {
        owner.sql("""
                        INSERT INTO operations.backup_run (task, operator, host, started_at, finished_at, outcome, size)
                        VALUES (:task, 'grace', 'here', to_timestamp(:begun), to_timestamp(:begun + 10), :outcome, 4096)""")
                .param("task", task)
                .param("outcome", outcome)
                .param("begun", BEGUN + begun)
                .update();
    }

    private static void cutOff(int begun) {
        owner.sql("""
                        INSERT INTO operations.backup_run (task, operator, host, started_at)
                        VALUES ('incremental', 'grace', 'here', to_timestamp(:begun))""").param("begun", BEGUN + begun).update();
    }

    /** As a node that has not looked yet. */
    private static double gauge(String name) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new BackupGauges(new BackupRuns(
                        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password())))
                .bindTo(registry);
        return registry.get("talelio.backup." + name).gauge().value();
    }
}
