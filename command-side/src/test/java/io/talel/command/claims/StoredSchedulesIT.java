package io.talel.command.claims;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Node;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each event leaves of a schedule in the table. */
class StoredSchedulesIT {

    private static final String MARCH = "2126-03-01T09:30:00Z";
    private static final String APRIL = "2126-04-01T09:30:00Z";

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final Node node = Node.withoutSchedules(database);
    private final JdbcClient owner = Node.ownerOf(database);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_publication_leaves_its_end_and_the_end_leaves_nothing() {
        assertThat(after(scheduled(HELLO, MARCH, APRIL))).isEqualTo("to publish, to take back");
        assertThat(after(new ArticleRepublished(HELLO))).isEqualTo("to take back");
        assertThat(after(new ArticleUnpublished(HELLO))).isEqualTo("none");
    }

    @Test
    void an_article_that_is_taken_back_before_is_published_and_taken_back_later() {
        after(scheduled(HELLO, MARCH, APRIL));
        assertThat(after(new ArticleUnpublished(HELLO))).isEqualTo("to publish, to take back");
        assertThat(after(new ArticleRepublished(HELLO))).isEqualTo("to take back");
    }

    @Test
    void a_publication_without_an_end_leaves_nothing() {
        after(scheduled(HELLO, MARCH, ""));
        assertThat(after(new ArticleUnpublished(HELLO))).isEqualTo("to publish");
        assertThat(after(new ArticleRepublished(HELLO))).isEqualTo("none");
    }

    @Test
    void a_cancelled_one_leaves_nothing() {
        after(scheduled(HELLO, MARCH, APRIL));
        assertThat(after(new ScheduleCancelled(HELLO))).isEqualTo("none");
    }

    private String after(ArticleEvent event) {
        node.bean(StoredSchedules.class).on(event, 3);
        return owner.sql("""
                        SELECT concat_ws(', ', CASE WHEN publish_at IS NOT NULL THEN 'to publish' END,
                                               CASE WHEN unpublish_at IS NOT NULL THEN 'to take back' END)
                        FROM claims.scheduled_article""").query(String.class).optional().orElse("none");
    }
}
