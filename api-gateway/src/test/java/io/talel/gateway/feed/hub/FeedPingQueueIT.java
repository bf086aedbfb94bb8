package io.talel.gateway.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class FeedPingQueueIT {

    private static final ArticleId ID = new ArticleId(42);
    private static final String FEED = "https://api.talel.io/v1/feeds/atom.xml";

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    private final FeedPingQueue queue = new FeedPingQueue(jdbc);

    @BeforeEach
    void migrate() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
    }

    @Test
    void however_often_a_feed_changes_it_waits_once() {
        queue.add(FEED);
        queue.add(FEED);

        assertThat(queue.take()).contains(new FeedPing(FEED, 0, 2, 1));
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void an_article_waits_once_with_its_last_version() {
        queue.add(ID, 3);
        queue.add(ID, 5);
        queue.add(ID, 4);

        FeedPing ping = queue.take().orElseThrow();
        assertThat(ping).isEqualTo(new FeedPing("article-42", 5, 3, 1));
        assertThat(ping.article()).contains(ID);
        assertThat(ping.lostTag()).isEmpty();
    }

    @Test
    void a_lost_tag_waits_beside_its_article_whatever_is_in_its_name() {
        queue.add(ID, "c#", 3);
        queue.add(ID, "c#", 5);

        FeedPing ping = queue.take().orElseThrow();
        assertThat(ping.version()).isEqualTo(5);
        assertThat(ping.article()).contains(ID);
        assertThat(ping.lostTag()).contains("c#");
        queue.add(ID, 6);
        assertThat(queue.take().orElseThrow().lostTag()).isEmpty();
    }

    @Test
    void what_is_done_is_gone() {
        queue.add(FEED);
        queue.done(queue.take().orElseThrow());

        assertThat(rows()).isZero();
    }

    @Test
    void what_changes_while_the_hub_is_told_is_told_again() {
        queue.add(FEED);
        FeedPing ping = queue.take().orElseThrow();
        queue.add(FEED);
        assertThat(queue.take()).isEmpty();

        queue.done(ping);

        assertThat(queue.take()).contains(new FeedPing(FEED, 0, 2, 1));
    }

    @Test
    void a_change_does_not_shorten_the_pause_after_a_failure() {
        queue.add(FEED);
        queue.dueIn(Duration.ofHours(1), queue.take().orElseThrow());
        queue.add(FEED);

        assertThat(queue.take()).isEmpty();
        assertThat(rows()).isOne();
    }

    @Test
    void what_a_dead_node_has_taken_is_due_after_its_lease() {
        queue.add(FEED);
        queue.take();
        jdbc.sql("UPDATE auth.feed_ping SET due_at = due_at - interval '1 minute'")
                .update();

        assertThat(queue.take()).contains(new FeedPing(FEED, 0, 1, 2));
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM auth.feed_ping").query(Long.class).single();
    }
}
