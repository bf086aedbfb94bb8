package io.talel.query.processor;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A crash loses commits that had not reached the disk: rows and tokens are as before, and nodes do not notice. */
class LostCommitIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final int SEGMENTS = 4;

    private PostgresDatabase database;
    private TestDatabase owner;
    private QueryNode node;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.segments=" + SEGMENTS);
        publish(1);
        owner.execute("CREATE TABLE public.former AS SELECT * FROM read_model.token_entry");
        publish(2);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void rows_that_were_lost_come_back_with_the_next_event() {
        loseTheLastCommit();

        publish(3);

        awaitRows(3);
    }

    @Test
    void rows_that_were_lost_come_back_although_nothing_happens() {
        loseTheLastCommit();

        awaitRows(2);
    }

    @Test
    void a_version_that_was_lost_is_waited_for_and_not_remembered() {
        int listener = listener();
        loseTheLastCommit();
        owner.endSessions("talelio-listener");
        await().atMost(SOON).until(() -> listener() != listener && listener() != 0);

        assertThat(node.reaches(new StreamVersion("article-2", 0), SOON.toMillis()))
                .isTrue();

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void untouched_tokens_keep_their_claims() {
        await().during(Duration.ofSeconds(4))
                .atMost(SOON)
                .until(() -> owner.value(
                                "SELECT count(*) FROM read_model.token_entry WHERE owner IS NOT NULL", Integer.class)
                        == 3 * SEGMENTS);
    }

    private void loseTheLastCommit() {
        owner.execute("""
                BEGIN;
                UPDATE read_model.token_entry now SET token = former.token
                FROM public.former WHERE (now.processor_name, now.segment) = (former.processor_name, former.segment);
                DELETE FROM article_g1.article WHERE id = 2;
                COMMIT
                """);
    }

    private void publish(long article) {
        node.log().publish(event(published(article, ADA, "Article " + article), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-" + article, 0))).isTrue();
    }

    private void awaitRows(int rows) {
        await().atMost(SOON).until(() -> rows() == rows);
    }

    private int rows() {
        return owner.value("SELECT count(*) FROM article_g1.article", Integer.class);
    }

    /** Process of the server for the connection of {@code VersionListener}; 0 while there is none. */
    private int listener() {
        return TestDatabase.asApplicationOn(database).value("""
                        SELECT coalesce(max(pid), 0) FROM pg_stat_activity
                        WHERE application_name = 'talelio-listener' AND datname = current_database()
                          AND query LIKE 'LISTEN%' AND state = 'idle'
                        """, Integer.class);
    }
}
