package io.talel.query.processor;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class PauseIT {

    private static final String FOUR_SEGMENTS = "talelio.projections.segments=4";
    private static final long LONGER_THAN_A_TEST = 600_000;

    private static final Duration SOON = Duration.ofSeconds(15);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase application = TestDatabase.asApplicationOn(database);
    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();

    @Test
    void no_node_takes_an_event_of_a_paused_projection_and_all_go_on_when_it_is_resumed() {
        try (QueryNode first = QueryNode.start(database, log, FOUR_SEGMENTS);
                QueryNode second = QueryNode.start(database, log, FOUR_SEGMENTS)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> owners("article") == 2);

            application.execute(
                    "INSERT INTO read_model.pause (projection, operator, reason) VALUES ('article', 'ada', 'a test')");
            publish(first, 1);
            await().atMost(SOON).until(() -> owners("article") == 0);
            assertThat(articles()).isZero();
            assertThat(owners("image")).isEqualTo(2);

            try (QueryNode joining = QueryNode.start(database, log, FOUR_SEGMENTS)) {
                await().atMost(SOON)
                        .until(() -> application.value(
                                        "SELECT count(*) FROM read_model.processor_node WHERE processor_name = 'article'",
                                        Integer.class)
                                == 3);
                publish(joining, 2);
                assertThat(owners("article")).isZero();
                assertThat(articles()).isZero();
            }

            application.execute("DELETE FROM read_model.pause");
            await().atMost(SOON).until(() -> second.reaches(new StreamVersion("article-1", 0)));
            assertThat(second.reaches(new StreamVersion("article-2", 0))).isTrue();
            assertThat(application.value("SELECT count(*) FROM read_model.processor_failure", Integer.class))
                    .isZero();
        }
    }

    @Test
    void no_caller_waits_for_a_paused_projection_until_it_is_resumed() {
        AwaitVersion article = new AwaitVersion(new StreamVersion("article-3", 0), LONGER_THAN_A_TEST);
        try (QueryNode node = QueryNode.start(database, log)) {
            application.execute(
                    "INSERT INTO read_model.pause (projection, operator, reason) VALUES ('article', 'ada', 'a test')");
            publish(node, 3);

            assertThat(node.ask(article, Boolean.class)).isFalse();
            assertThat(node.ask(article, Boolean.class)).isFalse();

            application.execute("DELETE FROM read_model.pause");
            await().atMost(SOON).until(() -> node.ask(article, Boolean.class));
        }
    }

    @Test
    void no_caller_waits_for_a_paused_projection_whose_rows_cannot_be_looked_up() {
        AwaitVersion article = new AwaitVersion(new StreamVersion("article-3", 0), LONGER_THAN_A_TEST);
        try (QueryNode node = QueryNode.start(database, log)) {
            application.execute(
                    "INSERT INTO read_model.pause (projection, operator, reason) VALUES ('article', 'ada', 'a test')");
            TestDatabase.asOwnerOf(database).execute("ALTER TABLE article_g1.article RENAME TO elsewhere");

            assertTimeoutPreemptively(
                    SOON, () -> assertThat(node.ask(article, Boolean.class)).isFalse());
        }
    }

    private static void publish(QueryNode node, long id) {
        node.log()
                .publish(event(
                        published(id, ADA, "Article " + id),
                        0,
                        Clock.systemUTC().instant()));
    }

    private int owners(String processor) {
        return application.value(
                "SELECT count(DISTINCT owner) FROM read_model.token_entry WHERE processor_name = '" + processor + "'",
                Integer.class);
    }

    private int articles() {
        return application.value("SELECT count(*) FROM article_g1.article", Integer.class);
    }
}
