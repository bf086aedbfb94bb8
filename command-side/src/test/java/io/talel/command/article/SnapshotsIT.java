package io.talel.command.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.RecordedArticle;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Snapshots of long streams in the real log. */
class SnapshotsIT {

    private static final int LONG = 120;

    private static PostgresDatabase database;
    private static JdbcClient owner;
    private static Node node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        owner = Node.ownerOf(database);
        node = Node.on(database);
        node.send(Users.registerAda());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_short_stream_gets_none() {
        ArticleId article = revisedArticle(5);

        assertThat(snapshots(article)).isZero();
        assertThat(firstOf(article).getPayload()).isNotInstanceOf(Article.class);
    }

    @Test
    void a_long_stream_is_read_from_its_snapshot_and_its_article_goes_on() {
        ArticleId article = longArticle();

        assertThat(firstOf(article).getPayload()).isInstanceOf(Article.class);
        assertThat(node.bean(EventStore.class).readEvents(article.toString(), 0).asStream())
                .hasSize(LONG + 1);
        assertThat(node.<RecordedArticle>send(Articles.revise(article, LONG, "Next"))
                        .version())
                .isEqualTo(LONG + 1);
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.send(Articles.revise(article, LONG, "Too late")));
    }

    @Test
    void a_revision_that_changes_nothing_is_seen_through_the_snapshot() {
        ArticleId article = longArticle();

        RecordedArticle unchanged = node.send(Articles.revise(article, LONG, "Text " + LONG));

        assertThat(unchanged.position()).isEqualTo(new StreamVersion(article.toString(), LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM event_store.snapshot WHERE aggregate_identifier = ?",
                "UPDATE event_store.snapshot SET revision = revision + 1 WHERE aggregate_identifier = ?",
                "UPDATE event_store.snapshot SET state = '{}' WHERE aggregate_identifier = ?",
                "UPDATE event_store.snapshot SET state = 'no JSON' WHERE aggregate_identifier = ?",
                "UPDATE event_store.snapshot SET last_event = gen_random_uuid() WHERE aggregate_identifier = ?"
            })
    void without_a_snapshot_that_can_be_used_nothing_changes(String harm) {
        ArticleId article = longArticle();
        owner.sql(harm).param(article.toString()).update();

        assertThat(node.<RecordedArticle>send(Articles.revise(article, LONG, "Text " + LONG))
                        .position())
                .isEqualTo(new StreamVersion(article.toString(), LONG));
        assertThat(node.<RecordedArticle>send(Articles.revise(article, LONG, "Next"))
                        .position())
                .isEqualTo(new StreamVersion(article.toString(), LONG + 1));
    }

    @Test
    void a_snapshot_of_a_newer_revision_is_not_replaced_and_one_of_an_older_revision_is() {
        ArticleId older = longArticle();
        // Snapshots are taken one after the other: once this article has one, none of the other is under way.
        ArticleId newer = longArticle();
        setRevision(newer, Article.SNAPSHOT_REVISION + 1);
        owner.sql("UPDATE event_store.snapshot SET last_event = gen_random_uuid(), sequence_number = 7"
                        + " WHERE aggregate_identifier = ?")
                .param(older.toString())
                .update();

        node.send(Articles.revise(newer, LONG, "Next"));
        node.send(Articles.revise(older, LONG, "Next"));

        await().until(() -> row(older).get("sequence_number").equals(LONG + 1L));
        assertThat(row(newer)).containsEntry("revision", Article.SNAPSHOT_REVISION + 1);
    }

    @Test
    void only_a_snapshot_that_was_stored_is_counted() {
        ArticleId article = longArticle();
        DomainEventMessage<?> snapshot = firstOf(article);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Node another = Node.measured(database, registry)) {
            Counter taken = registry.get("talelio.snapshots.taken").counter();

            another.bean(EventStore.class).storeSnapshot(snapshot);
            assertThat(taken.count()).isZero();

            owner.sql("DELETE FROM event_store.snapshot WHERE aggregate_identifier = ?")
                    .param(article.toString())
                    .update();
            another.bean(EventStore.class).storeSnapshot(snapshot);
            assertThat(taken.count()).isEqualTo(1);
        }
    }

    private static ArticleId longArticle() {
        ArticleId article = revisedArticle(LONG);
        await().until(() -> snapshots(article) == 1);
        return article;
    }

    private static ArticleId revisedArticle(int revisions) {
        ArticleId article = node.bean(ArticleIds.class).next();
        node.send(Articles.publish(article, "Revised often"));
        for (int version = 0; version < revisions; version++) {
            node.send(Articles.revise(article, version, "Text " + (version + 1)));
        }
        return article;
    }

    private static void setRevision(ArticleId article, int revision) {
        owner.sql("UPDATE event_store.snapshot SET revision = ? WHERE aggregate_identifier = ?")
                .params(revision, article.toString())
                .update();
    }

    private static int snapshots(ArticleId article) {
        return owner.sql("SELECT count(*) FROM event_store.snapshot WHERE aggregate_identifier = ?")
                .param(article.toString())
                .query(Integer.class)
                .single();
    }

    private static Map<String, Object> row(ArticleId article) {
        return owner.sql("SELECT sequence_number, revision FROM event_store.snapshot WHERE aggregate_identifier = ?")
                .param(article.toString())
                .query()
                .singleRow();
    }

    private static DomainEventMessage<?> firstOf(ArticleId article) {
        return node.bean(EventStore.class).readEvents(article.toString()).next();
    }
}
