package io.talel.ops.console.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A log of articles that were written years ago and imported now. */
class ImportedLogIT {

    private static final String BEHIND = """
            INSERT INTO read_model.token_entry (processor_name, segment, token)
            VALUES ('article', 0, convert_to('{"index":0,"gaps":[]}', 'UTF8'))
            """;

    private static BackedUp database;

    @BeforeAll
    static void an_import() throws IOException {
        database = BackedUp.create();
        database.publish(1, 1);
        database.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only");
        database.change("""
                UPDATE event_store.domain_event
                SET occurred_at = now() - interval '9 years',
                    metadata = convert_to(jsonb_set(convert_from(metadata, 'UTF8')::jsonb, '{recordedAt}',
                        to_jsonb(now()))::text, 'UTF8')
                """);
    }

    @Test
    void a_log_without_a_backup_is_as_old_as_the_import() throws IOException {
        assertThat(new RecordedRuns(database).problems()).isEmpty();
    }

    @Test
    void a_projection_lags_since_the_import() {
        database.change(BEHIND);

        JsonNode articles = articles(database.run("status", "-o", "json"));

        assertThat(articles.path("behind").asLong()).isEqualTo(1);
        assertThat(articles.path("behindSeconds").asDouble()).isBetween(0.0, 3600.0);
    }

    @Test
    void metadata_that_cannot_be_read_hides_no_event() throws IOException {
        BackedUp foreign = BackedUp.create();
        foreign.publish(1, 1);
        foreign.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only");
        foreign.change("UPDATE event_store.domain_event SET metadata = '\\xff7b'");
        foreign.change(BEHIND);

        Result status = foreign.run("status", "-o", "json");

        assertThat(articles(status).path("behind").asLong()).isEqualTo(1);
    }

    private static JsonNode articles(Result status) {
        return status.json()
                .path("projections")
                .valueStream()
                .filter(projection -> projection.path("name").asString().equals("article"))
                .findFirst()
                .orElseThrow();
    }
}
