package io.talel.query.processor;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureIT {

    private static final int SEGMENTS = 4;

    private PostgresDatabase database;
    private TestDatabase owner;
    private QueryNode node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.segments=" + SEGMENTS);
        awaitClaims();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_batch_that_fails_without_a_fault_of_an_event_is_rolled_back_and_tried_again() {
        owner.execute("ALTER TABLE article_g1.article RENAME TO away");
        node.log().publish(event(published(1, ADA, "Hello"), 0, MONDAY));
        awaitFailure("article");

        assertThat(owner.value("SELECT count(*) FROM read_model.dead_letter", Integer.class))
                .isZero();
        await().atMost(Duration.ofSeconds(15)).until(() -> failures("attempts > 1") == 1);
        assertThat(owner.rows("SELECT processor_name, stream, version, message FROM read_model.processor_failure"))
                .containsExactly(Map.of(
                        "processor_name", "article",
                        "stream", "article-1",
                        "version", 0L,
                        "message", "SQLSTATE 42P01: relation \"article_g1.article\" does not exist"));
        owner.execute("ALTER TABLE article_g1.away RENAME TO article");

        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        // The row may have been written beside the segment.
        await().atMost(Duration.ofSeconds(15)).until(() -> owner.rows("""
                        SELECT FROM read_model.processor_failure JOIN read_model.token_entry USING (processor_name, segment)
                        WHERE progressed_at > failed_at
                        """).size() == 1);
    }

    @Test
    void other_segments_go_on_beside_one_that_fails() {
        owner.execute("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                SELECT 'user', 1, 'user-99', version, version, 'UserPinned', '', '', 0 FROM generate_series(0, 1023) version
                """);
        node.log().publish(event("User", "user-99", 1_024, new UnknownEvent("UserPinned", "1"), MONDAY));
        awaitFailure("user");

        for (long id = 1; id <= 40; id++) {
            node.log().publish(event(registered(new UserId(id), "user" + id), 0, MONDAY));
        }

        await().atMost(Duration.ofSeconds(15))
                .until(() -> owner.value("SELECT count(*) FROM user_g1.user_account", Integer.class) >= 20);
    }

    @Test
    void a_segment_progresses_when_its_token_changes_and_not_when_its_claim_is_renewed() {
        node.log().publish(event(published(1, ADA, "Hello"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();

        await().atMost(Duration.ofSeconds(15)).until(() -> owner.value("""
                        SELECT count(*) FROM read_model.token_entry
                        WHERE processor_name = 'article' AND progressed_at < timestamp::timestamptz - interval '1 second'
                        """, Integer.class) > 0);
    }

    @Test
    void the_projections_go_on_by_themselves_after_their_connections_broke() {
        node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("user-7", 0))).isTrue();

        owner.endSessions("talelio-projections");
        owner.endSessions("talelio-queries");
        node.log().publish(event(published(1, ADA, "After"), 0, MONDAY));

        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        assertThat(owner.value("SELECT count(*) FROM read_model.dead_letter", Integer.class))
                .isZero();
    }

    private int failures(String condition) {
        return owner.value("SELECT count(*) FROM read_model.processor_failure WHERE " + condition, Integer.class);
    }

    /** Waits until a segment of the processor has been given up. */
    private void awaitFailure(String name) {
        PooledStreamingEventProcessor processor = node.context()
                .getBean(EventProcessingConfiguration.class)
                .eventProcessor(name, PooledStreamingEventProcessor.class)
                .orElseThrow();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> processor.processingStatus().size() == SEGMENTS - 1);
    }

    private void awaitClaims() {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> owner.value(
                                "SELECT count(*) FROM read_model.token_entry WHERE owner IS NOT NULL", Integer.class)
                        == 3 * SEGMENTS);
    }
}
