package io.talel.command.article;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.RebuildClaims;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.FindSchedule;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Schedules on real nodes: once on any number of them, on time, after an outage, after a rebuild. */
@ExtendWith(OutputCaptureExtension.class)
class SchedulesIT {

    private static final int MANY = 200;
    private static final int FEW = 40;
    private static final UserId ADA = new UserId(7);

    private PostgresDatabase database;
    private JdbcClient owner;

    @BeforeEach
    void database() {
        database = SharedServers.newDatabase();
        owner = Node.ownerOf(database);
    }

    @Test
    @Tag("timed")
    void of_two_nodes_one_publishes_each_article_within_a_second() {
        try (Node one = Node.on(database);
                Node other = Node.on(database)) {
            Users.giveAdaHerKey(database);
            Instant begun = now();
            List<ArticleId> articles = drafts(one, MANY);
            Duration ofSoManyCommands = Duration.between(begun, now());
            Instant due = now().plus(ofSoManyCommands.multipliedBy(3)).plusSeconds(3);
            for (int i = 0; i < MANY; i++) {
                (i % 2 == 0 ? one : other).send(schedule(articles.get(i), due, null));
            }
            assertThat(now()).as("all are scheduled before the first is due").isBefore(due);

            await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);

            assertThat(publications().values()).hasSize(MANY).containsOnly(1L);
            assertThat(lateness("min", due)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
            assertThat(lateness("max", due))
                    .as("a second, and the time that this machine needs for as many commands one by one")
                    .isLessThan(ofSoManyCommands.plusSeconds(1));
        }
    }

    @Test
    @Tag("timed")
    void one_that_another_transaction_holds_delays_no_others_and_is_done_after_it() throws SQLException {
        try (Node node = Node.on(database);
                Connection other = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword())) {
            Users.giveAdaHerKey(database);
            List<ArticleId> articles = drafts(node, FEW);
            ArticleId held = articles.removeFirst();
            Instant due = now().plusSeconds(4);
            Instant next = due.plusMillis(500);
            node.send(schedule(held, due, null));
            articles.forEach(article -> node.send(schedule(article, next, null)));
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("SELECT FROM claims.scheduled_article WHERE article_id = " + held.value() + " FOR UPDATE");
            assertThat(now()).isBefore(due);

            await().atMost(Duration.ofSeconds(30)).until(() -> publications().size() == FEW - 1);
            assertThat(lateness("min", next)).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(lateness("max", next)).isLessThan(Duration.ofSeconds(1));

            other.rollback();
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
            assertThat(publications().values()).hasSize(FEW).containsOnly(1L);
        }
    }

    @Test
    void what_became_due_while_no_node_ran_is_done_by_the_next_one_at_its_start(CapturedOutput output) {
        ArticleId article;
        try (Node node = Node.withoutSchedules(database)) {
            Users.giveAdaHerKey(database);
            article = drafts(node, 1).getFirst();
            Instant publication = now().plus(Duration.ofMillis(200));
            node.send(schedule(article, publication, publication.plusSeconds(3600)));
            await().until(() -> now().isAfter(publication));
            assertThat(publications()).isEmpty();
        }

        Instant begun = now();
        try (Node node = Node.on(database)) {
            Duration start = Duration.between(begun, now());
            await().atMost(Duration.ofSeconds(30)).until(() -> publications().size() == 1);
            assertThat(lateness("max", begun))
                    .as("with the first look of a node that took %s to start", start)
                    .isLessThan(start.plusSeconds(3));
            assertThat(output.getAll()).doesNotContain("cannot be carried out", "Cannot look for schedules");
            assertThat(node.ask(new FindSchedule(article), Schedule.class))
                    .get()
                    .extracting(schedule -> schedule.publishAt().isNever())
                    .isEqualTo(true);
        }
        assertThat(publications()).containsEntry(article.toString(), 1L);
    }

    @Test
    void of_an_erased_author_nothing_is_published_any_more() {
        ArticleId article;
        try (Node node = Node.withoutSchedules(database)) {
            node.send(Users.registerAda());
            article = drafts(node, 1).getFirst();
            Instant publication = now().plus(Duration.ofMillis(200));
            node.send(schedule(article, publication, null));
            await().until(() -> now().isAfter(publication));
            node.send(Users.removeAda());
        }

        try (Node _ = Node.on(database)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        }
        assertThat(eventsOf(article)).containsExactly("ArticleDrafted", "ArticleScheduled", "ScheduleCancelled");
    }

    @Test
    void a_row_that_the_log_does_not_know_is_removed() {
        try (Node _ = Node.on(database)) {
            owner.sql("INSERT INTO claims.scheduled_article (article_id, version, publish_at) VALUES (4711, 1, now())")
                    .update();

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        }
    }

    @Test
    void an_author_and_a_node_who_publish_at_the_same_time_publish_once() {
        try (Node node = Node.on(database)) {
            Users.giveAdaHerKey(database);
            List<ArticleId> articles = drafts(node, FEW);
            Instant due = now().plusSeconds(3);
            articles.forEach(article -> node.send(schedule(article, due, null)));
            await().until(() -> now().isAfter(due));

            articles.forEach(article -> publish(node, article));

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
            assertThat(articles).allSatisfy(article -> assertThat(eventsOf(article))
                    .containsExactly("ArticleDrafted", "ArticleScheduled", "DraftPublished"));
        }
    }

    /** As the gateway does: again when somebody else was faster. */
    private static void publish(Node node, ArticleId article) {
        try {
            node.send(Articles.publishDraft(article));
        } catch (CommandRefused e) {
            assertThat(e.refusal()).isInstanceOf(Refusal.Conflict.class);
            publish(node, article);
        }
    }

    private List<String> eventsOf(ArticleId article) {
        return owner.sql("SELECT event_name FROM event_store.domain_event WHERE aggregate_identifier = ?"
                        + " ORDER BY sequence_number")
                .param(article.toString())
                .query(String.class)
                .list();
    }

    @Test
    void the_table_is_made_again_from_the_log() {
        try (Node node = Node.on(database)) {
            Users.giveAdaHerKey(database);
            List<ArticleId> articles = drafts(node, 4);
            Instant later = now().plus(Duration.ofDays(1));
            node.send(schedule(articles.get(0), later, later.plusSeconds(1)));
            node.send(schedule(articles.get(1), later, later.plusSeconds(1)));
            node.send(Articles.publishDraft(articles.get(1)));
            node.send(schedule(articles.get(2), later, null));
            node.send(Articles.publishDraft(articles.get(2)));
            node.send(schedule(articles.get(3), later, null));
            node.send(Articles.cancelSchedule(articles.get(3)));
            List<Map<String, Object>> table = rows();
            assertThat(table).hasSize(2);
            owner.sql("UPDATE claims.scheduled_article SET article_id = article_id + 1000, version = 99")
                    .update();

            node.send(new RebuildClaims());

            assertThat(rows()).isEqualTo(table);
        }
    }

    private List<Map<String, Object>> rows() {
        return owner.sql("SELECT * FROM claims.scheduled_article ORDER BY article_id")
                .query()
                .listOfRows();
    }

    private List<ArticleId> drafts(Node node, int count) {
        List<ArticleId> drafts = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> {
            ArticleId id = node.bean(ArticleIds.class).next();
            node.send(Articles.draft(id, "Draft " + i));
            drafts.add(id);
        });
        return drafts;
    }

    private static ScheduleArticle schedule(ArticleId article, Instant publication, @Nullable Instant end) {
        return new ScheduleArticle(
                article,
                ADA,
                null,
                new ScheduledTime(publication),
                end == null ? ScheduledTime.NEVER : new ScheduledTime(end));
    }

    /** By the clock of the database, which is that of this machine. */
    private Instant now() {
        return owner.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private long waiting() {
        return owner.sql("SELECT count(*) FROM claims.scheduled_article")
                .query(Long.class)
                .single();
    }

    private Map<String, Long> publications() {
        return owner
                .sql("SELECT aggregate_identifier FROM event_store.domain_event WHERE event_name = 'DraftPublished'")
                .query(String.class)
                .list()
                .stream()
                .collect(groupingBy(stream -> stream, counting()));
    }

    private Duration lateness(String which, Instant due) {
        Instant at = owner.sql("SELECT " + which + "(occurred_at::timestamptz) FROM event_store.domain_event"
                        + " WHERE event_name = 'DraftPublished'")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return Duration.between(due, at);
    }
}
