package io.talel.query.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

class SegmentationIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase application = TestDatabase.asApplicationOn(database);

    @Test
    void a_node_that_is_set_to_another_number_joins_or_splits_the_segments_of_running_nodes_and_no_event_is_lost() {
        try (QueryNode four = start(4)) {
            UserId ada = register(four);
            List<StreamVersion> written = new ArrayList<>(publish(four, ada));
            awaitSegments(4);
            try (QueryNode one = start(1)) {
                assertThat(segments()).isEqualTo(1);
                written.addAll(publish(four, ada));
                written.addAll(publish(one, ada));
                assertThat(written).allMatch(one::reaches);
                try (QueryNode three = start(3)) {
                    assertThat(segments()).isEqualTo(3);
                    written.addAll(publish(one, ada));
                    assertThat(written).allMatch(three::reaches);
                }
            }
            await().atMost(SOON)
                    .until(() -> application.value("SELECT count(*) FROM article_g1.article", Integer.class)
                            == written.size());
        }
    }

    @Test
    void joined_segments_stand_at_the_place_and_keep_the_gaps_that_any_of_them_has() {
        try (QueryNode node = QueryNode.onOneDatabase(database, "talelio.projections.enabled=false")) {
            application.execute("""
                    INSERT INTO read_model.token_entry (processor_name, segment, token, token_type, owner, timestamp)
                    SELECT 'article', segment, convert_to(token, 'UTF8'),
                           'org.axonframework.eventhandling.GapAwareTrackingToken', 'other', now()::text
                    FROM (VALUES (0, '{"index":7,"gaps":[5]}'), (1, '{"index":4,"gaps":[2]}')) AS it (segment, token)
                    """);

            new Segmentation(
                            node.context().getBean("readModelDataSource", DataSource.class),
                            new SpringTransactionManager(node.context()
                                    .getBean("readModelTransactionManager", PlatformTransactionManager.class)),
                            1)
                    .apply("article");

            assertThat(application.rows("""
                            SELECT segment, convert_from(token, 'UTF8') AS token, token_type, coalesce(owner, '') AS owner
                            FROM read_model.token_entry WHERE processor_name = 'article'"""))
                    .containsExactly(Map.of(
                            "segment", 0,
                            "token", "{\"index\":4,\"gaps\":[2]}",
                            "token_type", "org.axonframework.eventhandling.GapAwareTrackingToken",
                            "owner", ""));
        }
    }

    @Test
    void a_number_of_segments_that_cannot_be_is_refused_before_the_tokens_are_touched() {
        try (QueryNode node = start(2)) {
            assertThat(segments()).isEqualTo(2);

            assertThatThrownBy(() -> start(0))
                    .rootCause()
                    .hasMessage("talelio.projections.segments is 0; set it to a number from 1 to 64");

            assertThat(segments()).isEqualTo(2);
        }
    }

    @Test
    void a_node_keeps_the_existing_segments_while_the_tokens_are_locked() throws SQLException {
        try (QueryNode _ = start(2);
                Connection holder = application.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute("UPDATE read_model.token_entry SET segment = segment WHERE processor_name = 'image'");

            try (QueryNode one = start(1)) {
                assertThat(segments()).isEqualTo(2);
                holder.rollback();
                UserId ada = register(one);
                assertThat(publish(one, ada)).allMatch(one::reaches);
            }
        }
    }

    private QueryNode start(int segments) {
        return QueryNode.onOneDatabase(database, "talelio.projections.segments=" + segments);
    }

    private void awaitSegments(int count) {
        await().atMost(SOON).until(() -> segments() == count);
    }

    private int segments() {
        return application.value(
                "SELECT count(*) FROM read_model.token_entry WHERE processor_name = 'article'", Integer.class);
    }

    private static UserId register(QueryNode node) {
        UserId id = node.context().getBean(UserIds.class).next();
        Recorded<UserRegistered> ada = node.send(new RegisterUser(id, new Email("ada@talel.io"), new Username("ada")));
        assertThat(node.reaches(ada.position())).isTrue();
        return id;
    }

    private static List<StreamVersion> publish(QueryNode node, UserId author) {
        List<StreamVersion> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Recorded<ArticlePublished> published = node.send(new PublishArticle(
                    node.context().getBean(ArticleIds.class).next(),
                    author,
                    ArticleContent.of(new Title("Hello"), new Markdown("# Hello"))));
            written.add(published.position());
        }
        return written;
    }
}
