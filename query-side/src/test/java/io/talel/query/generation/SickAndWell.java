package io.talel.query.generation;

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
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetterRetry.Retried;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A node with two articles in each test, of which one fails. */
final class SickAndWell implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private PostgresDatabase database;
    private TestDatabase owner;
    private QueryNode node;
    private long lastId;
    private long sick;
    private long well;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = SharedServers.newDatabase();
        owner = TestDatabase.asOwnerOf(database);
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
        publish(event(published(++lastId, ADA, "Up and running"), 0, MONDAY));
        assertThat(node.reaches(new StreamVersion("article-" + lastId, 0))).isTrue();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        node.close();
    }

    /** No letters, no failures and no constraint. */
    @Override
    public void beforeEach(ExtensionContext context) {
        owner.execute("DELETE FROM read_model.processor_failure");
        owner.execute("DELETE FROM read_model.dead_letter");
        owner.execute("ALTER TABLE article_g1.article DROP CONSTRAINT IF EXISTS short");
        sick = ++lastId;
        well = ++lastId;
    }

    /** The article that fails. */
    long sick() {
        return sick;
    }

    /** The article that does not fail. */
    long well() {
        return well;
    }

    long another() {
        return ++lastId;
    }

    PostgresDatabase database() {
        return database;
    }

    TestDatabase owner() {
        return owner;
    }

    void publish(DomainEventMessage<?>... events) {
        node.log().publish(events);
    }

    List<Retried> retry() {
        return retry("article-" + sick);
    }

    List<Retried> retry(String stream) {
        return node.context().getBean(DeadLetterRetry.class).retry("article", List.of(stream));
    }

    List<Map<String, Object>> letters() {
        return owner.rows("SELECT * FROM read_model.dead_letter ORDER BY projection, stream, version");
    }

    void awaitLetters(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> letters().size() == count);
    }

    /** A segment that stops is reported, and waits before it is claimed again. */
    void assertNothingStopped() {
        assertThat(owner.rows("SELECT * FROM read_model.processor_failure")).isEmpty();
    }

    /** Whatever the number of segments, up to 16. */
    long inTheSegmentOf(long article) {
        do {
            lastId++;
        } while (((("article-" + lastId).hashCode() ^ ("article-" + article).hashCode()) & 15) != 0);
        return lastId;
    }

    int waitingFor(String kindOfLock) {
        return owner.value("""
                SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE NOT granted AND locktype LIKE '%s' AND datname = current_database()
                """.formatted(kindOfLock), Integer.class);
    }

    long versionOf(long article) {
        return owner.value("SELECT version FROM article_g1.article WHERE id = " + article, Long.class);
    }

    boolean reached(long article, long version) {
        return node.reaches(new StreamVersion("article-" + article, version));
    }
}
