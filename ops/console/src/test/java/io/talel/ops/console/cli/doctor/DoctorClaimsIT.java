package io.talel.ops.console.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The doctor compares what articles have claimed with the log. */
class DoctorClaimsIT {

    private PostgresDatabase database;
    private JdbcClient owner;

    @BeforeEach
    void a_database_without_a_node() {
        database = SharedServers.newDatabase();
        Operated.migrateApart(database, Map.of());
        owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    @Test
    void each_slug_that_an_article_had_is_a_claim_of_its_own() {
        record(1, 0, "ArticleDrafted", "{\"slug\":\"a\"}");
        record(1, 1, "SlugChanged", "{\"slug\":\"b\"}");
        record(1, 2, "SlugChanged", "{\"slug\":\"a\"}");
        record(1, 3, "SlugChanged", "{\"slug\":\"b\"}");
        record(1, 4, "SlugChanged", "{\"slug\":\"c\"}");
        claim("a");
        claim("b");
        assertThat(found()).isEqualTo("claimed_slug has 2, the log 3.");

        claim("c");
        assertThat(found()).startsWith("as many as in the log");

        claim("d");
        assertThat(found()).isEqualTo("claimed_slug has 4, the log 3.");
    }

    private void claim(String slug) {
        owner.sql("INSERT INTO claims.claimed_slug (slug, article_id, base, number) VALUES (?, 1, ?, 1)")
                .params(slug, slug)
                .update();
    }

    @Test
    void schedules_that_differ_from_the_log_are_found() {
        for (int article = 1; article <= 7; article++) {
            record(article, 0, "ArticleDrafted");
            record(article, 1, "ArticleScheduled");
        }
        record(2, 2, "ScheduleCancelled");
        record(4, 2, "DraftPublished");
        record(6, 2, "ArticleUnpublished");
        record(7, 2, "ArticleUnpublished");
        record(7, 3, "ArticleRepublished");
        owner.sql("INSERT INTO claims.scheduled_article (article_id, version, publish_at, unpublish_at) VALUES"
                        + " (3, 1, now(), now()), (4, 1, now(), now()), (5, 1, now(), NULL),"
                        + " (6, 1, now(), now()), (7, 1, NULL, now())")
                .update();

        assertThat(found()).endsWith("scheduled_article and the log differ for article-1, article-4, article-5.");
    }

    private void record(int article, int version, String event) {
        record(
                article,
                version,
                event,
                "{\"publishAt\":\"2126-03-01T09:30:00Z\",\"unpublishAt\":\"2126-04-01T09:30:00Z\"}");
    }

    private void record(int article, int version, String event, String payload) {
        owner.sql("INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,"
                        + " aggregate_type, occurred_at, event_name, event_revision, payload, metadata)"
                        + " VALUES (gen_random_uuid(), 'article-' || ?, ?, 'Article', now(), ?, '1',"
                        + " convert_to(?, 'UTF8'), '{}')")
                .params(article, version, event, payload)
                .update();
    }

    private String found() {
        for (JsonNode finding : Operated.run(database.environment(), "doctor", "-o", "json")
                .json()
                .path("findings")) {
            if (finding.path("check").asString().equals("claims")) {
                return finding.path("found").asString();
            }
        }
        throw new AssertionError("claims were not looked at");
    }
}
