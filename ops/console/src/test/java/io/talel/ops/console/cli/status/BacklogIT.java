package io.talel.ops.console.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Scale;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Status of a log with a long backlog: the number of rows read does not grow with it. */
class BacklogIT {

    /** Number of article events between two image events. */
    private static final int BACKLOG = Scale.times(2_000_000);

    /** Most rows of the log that one status may read: some thousand for each of three projections. */
    private static final long MOST_READ = 40_000;

    private static BackedUp database;

    @BeforeAll
    static void a_long_log_that_nobody_follows() throws IOException {
        database = BackedUp.create();
        // Its reading of the long log would count.
        database.change("ALTER TABLE event_store.domain_event SET (autovacuum_enabled = false)");
        record("image", 1);
        record("article", BACKLOG);
        record("image", 1);
        database.change("""
                INSERT INTO read_model.token_entry (processor_name, segment, token)
                SELECT projection, segment, convert_to('{"index":1,"gaps":[]}', 'UTF8')
                FROM unnest(ARRAY['article', 'user']) projection, generate_series(0, 3) segment""");
        database.change("ANALYZE event_store.domain_event");
    }

    @Test
    void only_the_beginning_of_the_backlog_is_read() {
        assertThat(BACKLOG).isGreaterThan((int) MOST_READ);
        long before = rowsRead();

        Result status = database.run("status", "-o", "json");

        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rowsRead() - before).isPositive());
        assertThat(rowsRead() - before).isLessThan(MOST_READ);
    }

    @Test
    void it_is_said_that_there_are_more_than_were_counted() {
        JsonNode status = database.run("status", "-o", "json").json();

        JsonNode articles = projection(status, "article");
        assertThat(articles.path("behind").asLong()).isEqualTo(5_000);
        assertThat(articles.path("more").asBoolean()).isTrue();
        assertThat(articles.path("state").asString()).isEqualTo("abandoned");
        assertThat(database.run("status").out())
                .containsPattern("article +abandoned +1 +at least 5000 ")
                .contains("at least 5000 events wait and no node makes progress");
        assertThat(database.run("projections", "show", "article").out()).contains("at least 5000 events behind");
    }

    @Test
    void a_projection_of_which_nothing_was_seen_so_far_is_not_taken_for_well() {
        JsonNode users = projection(database.run("status", "-o", "json").json(), "user");

        assertThat(users.path("behind").asLong()).isZero();
        assertThat(users.path("more").asBoolean()).isTrue();
        assertThat(users.path("position").asLong()).as("what was looked at").isEqualTo(1 + 5_000);
        assertThat(users.path("state").asString()).isEqualTo("abandoned");
    }

    @Test
    void a_long_run_of_places_that_were_left_open_is_not_read_as_a_whole() {
        passed("{\"index\":3000000,\"gaps\":[[2,500001]]}");
        try {
            long before = rowsRead();

            JsonNode status = database.run("status", "-o", "json").json();

            assertThat(projection(status, "article").path("behind").asLong()).isEqualTo(5_000);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(rowsRead() - before).isPositive());
            assertThat(rowsRead() - before).isLessThan(MOST_READ);
        } finally {
            passed("{\"index\":1,\"gaps\":[]}");
        }
    }

    private static void passed(String token) {
        database.change("UPDATE read_model.token_entry SET token = '%s'".formatted(token));
    }

    private static void record(String kind, int events) {
        database.owner().sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), :kind || '-' || gen_random_uuid(), 0,
                               'Any', now() - interval '1 minute', 'Any', '1', '{}', '{}'
                        FROM generate_series(1, :events)""").param("kind", kind).param("events", events).update();
    }

    /** Rows read by all sessions that have ended. */
    private static long rowsRead() {
        return Long.parseLong(database.query("""
                        SELECT (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::text FROM pg_stat_user_tables
                        WHERE schemaname = 'event_store' AND relname = 'domain_event'""").getFirst());
    }

    private static JsonNode projection(JsonNode status, String name) {
        for (JsonNode projection : status.path("projections")) {
            if (projection.path("name").asString().equals(name)) {
                return projection;
            }
        }
        throw new AssertionError(name + " is not in " + status);
    }
}
