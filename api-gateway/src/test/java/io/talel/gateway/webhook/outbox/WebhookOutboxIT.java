package io.talel.gateway.webhook.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept, listed and sent again. */
class WebhookOutboxIT {

    private static final UserId ADA = new UserId(1);
    private static final UserId EVE = new UserId(2);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DataSource application =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(application);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(application));
    private final WebhookOutbox outbox = TestOutbox.of(jdbc);

    @BeforeEach
    void two_authors_have_a_webhook() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        jdbc.sql("""
                        INSERT INTO auth.webhook (id, user_id, events, url, secret)
                        SELECT author, author, '{article.published}', '', '' FROM generate_series(1, 2) author
                        """).update();
    }

    @Test
    void messages_of_more_than_thirty_days_ago_go_with_their_deliveries_even_those_that_are_due() {
        tell(ADA, 1);
        tell(ADA, 2);
        jdbc.sql("UPDATE auth.outbox SET created_at = now() - interval '31 days' WHERE position = 1")
                .update();

        outbox.forgetOld();

        assertThat(positions(ADA)).containsExactly(2L);
        assertThat(count("auth.outbox")).isEqualTo(1);
    }

    @Test
    void of_an_author_the_latest_ten_thousand_stay() {
        tellMany(ADA, MessageRetention.MOST + 1500);
        tell(EVE, 20_000);

        outbox.forgetOld();

        assertThat(jdbc.sql("SELECT user_id, count(*), min(position) FROM auth.outbox GROUP BY 1 ORDER BY 1")
                        .query((row, _) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .list())
                .containsExactly(List.of(1L, 10_000L, 1501L), List.of(2L, 1L, 20_000L));
    }

    @Test
    void a_list_goes_on_before_a_delivery_of_the_webhook_and_of_no_other() {
        tell(ADA, 1);
        tell(ADA, 2);
        tell(EVE, 3);
        assertThat(outbox.deliveries(ADA, 1, "msg_2", 10))
                .extracting(Delivery::messageId)
                .containsExactly("msg_1");
        for (String unknown : List.of("msg_3", "msg_4")) {
            assertThatThrownBy(() -> outbox.deliveries(ADA, 1, unknown, 10)).isInstanceOf(InvalidValue.class);
        }
    }

    @Test
    void a_replay_takes_ten_thousand_at_most_and_waits_for_the_last_one() {
        tellMany(ADA, MessageRetention.MOST + 10);
        settle();

        assertThat(outbox.replay(ADA, 1, 6)).isTrue();
        assertThat(due()).isEqualTo(List.of(10_000L, 6L, 10_005L));
        assertThat(outbox.replay(ADA, 1, 6)).isFalse();
        settle();
        tell(ADA, 20_000);
        assertThat(outbox.replay(ADA, 1, 10_010)).isTrue();
        assertThat(due()).isEqualTo(List.of(2L, 10_010L, 20_000L));
        assertThat(outbox.replay(EVE, 1, 0)).isFalse();
    }

    @Test
    void a_replay_sends_a_message_that_was_being_queued_while_the_webhook_was_disabled() throws Exception {
        jdbc.sql("UPDATE auth.webhook SET disabled_at = now()").update();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Boolean> replay = transaction.execute(_ -> {
                tell(ADA, 1);
                Future<Boolean> begun = other.submit(() -> transaction.execute(_ -> outbox.replay(ADA, 1, 0)));
                await().atMost(Duration.ofSeconds(30)).until(() -> begun.isDone() || isWaiting());
                return begun;
            });
            assertThat(replay.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(due()).isEqualTo(List.of(1L, 1L, 1L));
    }

    @Test
    void a_replay_leaves_out_a_message_that_is_just_being_forgotten() throws Exception {
        tell(ADA, 1);
        tell(ADA, 2);
        settle();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Boolean> replay = transaction.execute(_ -> {
                jdbc.sql("DELETE FROM auth.outbox WHERE position = 1").update();
                Future<Boolean> begun = other.submit(() -> transaction.execute(_ -> outbox.replay(ADA, 1, 0)));
                await().atMost(Duration.ofSeconds(30)).until(() -> begun.isDone() || isWaiting());
                return begun;
            });
            assertThat(replay.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(due()).isEqualTo(List.of(1L, 2L, 2L));
    }

    private boolean isWaiting() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void a_message_that_the_webhook_was_not_told_enables_nothing() {
        tell(ADA, 1);
        tell(EVE, 2);
        jdbc.sql("UPDATE auth.webhook SET disabled_at = now(), held_until = now() + interval '1 hour'")
                .update();

        for (String unknown : List.of("msg_2", "msg_3")) {
            assertThat(outbox.redeliver(ADA, 1, unknown)).isFalse();
        }
        assertThat(outbox.redeliver(EVE, 1, "msg_1")).isFalse();
        assertThat(waiting()).containsExactly(1L, 2L);

        assertThat(outbox.redeliver(ADA, 1, "msg_1")).isTrue();
        assertThat(waiting()).containsExactly(2L);
    }

    /** Webhooks that are disabled and pause for more than a minute. */
    private List<Long> waiting() {
        return jdbc.sql("""
                        SELECT id FROM auth.webhook
                        WHERE disabled_at IS NOT NULL AND held_until > now() + interval '1 minute'
                        ORDER BY id
                        """).query(Long.class).list();
    }

    @Test
    void what_is_next_and_the_list_are_read_in_the_order_of_an_index() {
        tellMany(ADA, 5000);
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("ANALYZE auth.webhook_delivery")
                .update();
        for (String order : List.of("due_at IS NOT NULL ORDER BY due_at, position", "true ORDER BY position DESC")) {
            assertThat(jdbc.sql("EXPLAIN SELECT * FROM auth.webhook_delivery WHERE webhook_id = 1 AND " + order
                                    + " LIMIT 50")
                            .query(String.class)
                            .list())
                    .noneMatch(line -> line.contains("Sort"));
        }
    }

    private void tell(UserId author, long position) {
        outbox.add(new Message("msg_" + position, author, "article.published", position, "{}"));
    }

    private void tellMany(UserId author, int count) {
        jdbc.sql("""
                        WITH message AS (
                            INSERT INTO auth.outbox (id, user_id, type, position, body)
                            SELECT 'msg_' || place, :author, 'article.published', place, '{}'
                            FROM generate_series(1, :count) place
                            RETURNING id, user_id, position)
                        INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
                        SELECT user_id, id, user_id, position FROM message
                        """).param("author", author.value()).param("count", count).update();
    }

    private void settle() {
        jdbc.sql("UPDATE auth.webhook_delivery SET due_at = NULL").update();
    }

    /** Their number, the first and the last position. */
    private List<Long> due() {
        return jdbc.sql(
                        "SELECT count(*), min(position), max(position) FROM auth.webhook_delivery WHERE due_at <= now()")
                .query((row, _) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    private List<Long> positions(UserId author) {
        return outbox.deliveries(author, author.value(), null, 10).stream()
                .map(Delivery::position)
                .toList();
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
