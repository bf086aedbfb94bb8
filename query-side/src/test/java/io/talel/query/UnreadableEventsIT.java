package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.deadletter.DeadLetterRetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the real log that this version cannot make events of. */
class UnreadableEventsIT {

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase owner = TestDatabase.asOwnerOf(database);

    @Test
    void each_parks_its_own_stream_and_says_nothing_of_what_it_held() {
        try (QueryNode node = QueryNode.withWriteSide(database, database)) {
            Recorded<UserRegistered> ada = node.send(new RegisterUser(
                    node.context().getBean(UserIds.class).next(), new Email("ada@talel.io"), new Username("ada")));
            assertThat(node.reaches(ada.position())).isTrue();
            store("article-9001", "Article", "ArticlePublished", "1", "confidential, and no JSON");
            store("article-9002", "Article", "ArticlePublished", "1", "[\"confidential\"]");
            store("article-9003", "Article", "ArticlePublished", "1", "{\"confidential\": true}");
            store("article-9004", "Article", "ArticlePinned", "1", "{\"confidential\": true}");
            store("article-9005", "Article", "ArticlePublished", "99", "{\"confidential\": true}");
            store("user-9006", "User", "UserRegistered", "1", "confidential, and no JSON");
            store("user-9007", "User", "UserRegistered", "1", "[\"confidential\"]");
            // Sealed for another person.
            owner.execute("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    SELECT gen_random_uuid(), 'user-9008', 0, aggregate_type, now(), event_name, event_revision,
                        convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"userId":\\s*\\d+', '"userId":9008'),
                            'UTF8'), metadata
                    FROM event_store.domain_event WHERE event_name = 'UserRegistered' AND sequence_number = 0
                        AND aggregate_identifier = '%s';
                    INSERT INTO personal.person_key (person, key)
                    SELECT 'user-9008', sha256('another key')
                    """.formatted(ada.event().userId()));
            Recorded<ArticlePublished> article = node.send(new PublishArticle(
                    node.context().getBean(ArticleIds.class).next(),
                    ada.event().userId(),
                    ArticleContent.of(new Title("Readable"), new Markdown("Readable"))));

            assertThat(node.reaches(article.position())).isTrue();
            await().atMost(Duration.ofSeconds(10)).until(() -> letters().size() == 8);
            assertThat(letters().toString()).doesNotContain("confidential").doesNotContain("ada");
            assertThat(owner.value("SELECT min(global_index) FROM read_model.dead_letter", Long.class))
                    .isPositive();
            assertThat(owner.value("SELECT count(*) FROM read_model.processor_failure", Integer.class))
                    .isZero();

            List<DeadLetterRetry.Retried> retried = node.context()
                    .getBean(DeadLetterRetry.class)
                    .retry("article", List.of("article-9001", "article-9004"));

            assertThat(retried).extracting(DeadLetterRetry.Retried::left).containsExactly(1, 1);
            assertThat(owner.value("SELECT count(*) FROM read_model.dead_letter WHERE attempts = 2", Integer.class))
                    .isEqualTo(2);
            assertThat(owner.rows(
                            "SELECT DISTINCT cause, message FROM read_model.dead_letter WHERE stream = 'article-9004'"))
                    .containsExactly(Map.of(
                            "cause",
                            "io.talel.query.projection.RefusedEvent",
                            "message",
                            "This version cannot read the event ArticlePinned, revision 1;"
                                    + " it goes on once a version runs that can"));
        }
    }

    @Test
    void one_that_was_discarded_keeps_no_other_of_its_stream_from_being_taken() {
        try (QueryNode node = QueryNode.withWriteSide(database, database)) {
            node.log().publish(event(published(9_100, ADA, "Pinned"), 0, MONDAY));
            store("article-9100", 1, "Article", "ArticlePinned", "1", "{}");
            node.log().publish(event(revised(9_100, "Two"), 2, MONDAY));
            store("article-9100", 3, "Article", "ArticlePinned", "1", "{}");
            node.log().publish(event(revised(9_100, "Four"), 4, MONDAY));
            await().atMost(Duration.ofSeconds(15)).until(() -> letters().size() == 4);
            owner.execute("DELETE FROM read_model.dead_letter WHERE event = 'ArticlePinned'");

            assertThat(node.context().getBean(DeadLetterRetry.class).retry("article", List.of("article-9100")))
                    .containsExactly(new DeadLetterRetry.Retried("article-9100", 2, 0, ""));
            assertThat(owner.value("SELECT version FROM read_model.article WHERE id = 9100", Long.class))
                    .isEqualTo(4);
        }
    }

    private List<?> letters() {
        return owner.rows("SELECT stream, event, cause, message, attempts FROM read_model.dead_letter ORDER BY stream");
    }

    private void store(String stream, String type, String name, String revision, String payload) {
        store(stream, 0, type, name, revision, payload);
    }

    private void store(String stream, long version, String type, String name, String revision, String payload) {
        owner.execute("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                VALUES (gen_random_uuid(), '%s', %d, '%s', now(), '%s', '%s', convert_to('%s', 'UTF8'), '{}')
                """.formatted(stream, version, type, name, revision, payload));
    }
}
