package io.talel.query;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.drafted;
import static io.talel.query.Examples.pinned;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.LogPosition;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.generation.ActiveGenerations;
import io.talel.query.projection.Projection;
import java.time.Duration;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

/** What a live batch writes, and its cost on the wire. */
class BatchCostIT {

    private static final String ARTICLE = "article";

    private final PostgresDatabase database = SharedServers.newDatabase();

    private QueryNode node;
    private TokenStore tokens;
    private TransactionManager transactions;
    private EventMessageHandler handler;
    private long articles;
    private long position;

    @BeforeEach
    void start() {
        node = QueryNode.start(
                database,
                new InMemoryEventStorageEngine(),
                "talelio.projections.enabled=false",
                "talelio.read-model.datasource.url=" + CountedRoundTrips.counted(database.jdbcUrl()));
        ApplicationContext beans = node.context();
        tokens = beans.getBean(TokenStore.class);
        transactions = new SpringTransactionManager(
                beans.getBean("readModelTransactionManager", PlatformTransactionManager.class));
        handler = beans.getBean(ActiveGenerations.class)
                .handlerOf(beans.getBeansOfType(Projection.class).values().stream()
                        .filter(projection -> projection.name().equals(ARTICLE))
                        .findFirst()
                        .orElseThrow());
        transactions.executeInTransaction(() -> tokens.initializeTokenSegments(ARTICLE, 1, null));
        transactions.executeInTransaction(() -> tokens.fetchToken(ARTICLE, 0));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_new_row_is_two_round_trips() {
        await().atMost(Duration.ofSeconds(20)).pollInSameThread().untilAsserted(() -> {
            // The pool tests a connection that was idle for long.
            write();
            int before = CountedRoundTrips.made();
            write();
            assertThat(CountedRoundTrips.made() - before)
                    .as("token with lock, row with commit")
                    .isEqualTo(2);
        });
    }

    @Test
    void a_new_row_is_not_committed_before_its_pinned_version_is_written() throws Exception {
        long id = ++articles;
        write(
                event(drafted(id, ADA, "Pinned"), 0, MONDAY),
                event(revised(id, "Later"), 1, MONDAY),
                event(pinned(id, "Pinned"), 2, MONDAY),
                event(new DraftPublished(new ArticleId(id)), 3, MONDAY));

        assertThat(TestDatabase.asApplicationOn(database)
                        .rows("SELECT version, body, pinned_version, pinned_title FROM article_g1.article"))
                .containsExactly(
                        Map.of("version", 3L, "body", "Later", "pinned_version", 0L, "pinned_title", "Pinned"));
    }

    private void write() throws Exception {
        long article = ++articles;
        write(event(published(article, ADA, "Article " + article), 0, MONDAY));
    }

    /** As a processor does. */
    private void write(DomainEventMessage<?>... events) throws Exception {
        UnitOfWork<?> batch = DefaultUnitOfWork.startAndGet(events[0]);
        batch.attachTransaction(transactions);
        batch.onPrepareCommit(_ -> tokens.storeToken(LogPosition.at(++position), ARTICLE, 0));
        for (DomainEventMessage<?> event : events) {
            handler.handle(event);
        }
        batch.commit();
    }
}
