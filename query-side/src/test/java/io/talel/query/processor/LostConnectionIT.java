package io.talel.query.processor;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LostAnswer;
import io.talel.ops.localstack.LostAnswer.Loses;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that breaks at a row with its COMMIT, before both arrive or before their answer. */
class LostConnectionIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource
    void a_row_is_written_once_and_the_next_ones_follow(Loses loses) throws IOException {
        PostgresDatabase database = SharedServers.newDatabase();
        try (LostAnswer proxy =
                        new LostAnswer(database.host(), database.port(), "INSERT INTO article_g1.article", loses);
                QueryNode node = QueryNode.start(behind(proxy, database), new InMemoryEventStorageEngine())) {
            publish(node, 1);
            await().until(proxy::happened);
            publish(node, 2);

            TestDatabase owner = TestDatabase.asOwnerOf(database);
            // Nobody awaits the versions, so nobody but the processor writes the rows.
            await().atMost(SOON)
                    .until(
                            () -> owner.value(
                                    "SELECT string_agg(id || ':' || version, ' ' ORDER BY id) FROM article_g1.article",
                                    String.class),
                            "1:0 2:0"::equals);
            assertThat(owner.value("SELECT count(*) FROM read_model.dead_letter", Integer.class))
                    .isZero();
        }
    }

    private static void publish(QueryNode node, long article) {
        node.log().publish(event(published(article, ADA, "Article " + article), 0, MONDAY));
    }

    private static PostgresDatabase behind(LostAnswer proxy, PostgresDatabase database) {
        return new PostgresDatabase(
                "127.0.0.1",
                proxy.port(),
                database.name(),
                database.user(),
                database.password(),
                database.ownerUser(),
                database.ownerPassword());
    }
}
