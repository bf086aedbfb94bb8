package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetterRetry.Retried;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A long text takes a second to render, and PostgreSQL ends a session whose transaction stands still for two. */
class SlowFoldsIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String LARGE = "word ".repeat(200_000);

    /** Too large for the late writer to fold at once. */
    private static final String HELD = "held ".repeat(AwaitedRowsWriter.SMALL);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase application = TestDatabase.asApplicationOn(database);
    private final List<ArticleEvent> folded = new CopyOnWriteArrayList<>();
    private final List<ArticleEvent> foldedInTransaction = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private QueryNode node;

    @BeforeEach
    void start() {
        node = QueryNode.start(database, new InMemoryEventStorageEngine(), ObservedFold.ofArticles(this::observe));
        publish(event(published(1, ADA, "Before"), 0, now()));
        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        folded.clear();
    }

    @AfterEach
    void stop() {
        held.countDown();
        node.close();
    }

    @Test
    void an_owner_folds_more_than_fits_into_a_batch_before_its_transaction_begins() {
        publish(
                event(revised(1, LARGE), 1, now()),
                event(published(2, ADA, "Large"), 0, now()),
                event(revised(2, LARGE), 1, now()),
                event(published(3, ADA, "Last"), 0, now()));

        await().atMost(SOON).until(() -> rows("id = 3") == 1);
        assertThat(foldedInTransaction).isEmpty();
    }

    @Test
    void an_owner_folds_nothing_again_behind_a_lock_when_events_of_a_batch_are_parked() {
        application.execute("INSERT INTO read_model.dead_letter (projection, generation, stream, version, global_index,"
                + " event, cause, message, attempts) VALUES ('article', 1, 'article-2', 0, 0, '', '', '', 1)");
        publish(
                event(published(2, ADA, "Behind its letter"), 0, now()),
                event("Article", "article-3", 0, new UnknownEvent("ArticlePinned", "1"), now()),
                event(published(4, ADA, "Free"), 0, now()),
                event(revised(1, "Better"), 1, now()));

        await().atMost(SOON).until(() -> rows("id = 4 OR version = 1") == 2);
        assertThat(folded).hasSize(3);
        assertThat(foldedInTransaction).isEmpty();
        assertThat(application.rows("SELECT stream FROM read_model.dead_letter ORDER BY stream"))
                .extracting(letter -> letter.get("stream"))
                .containsExactly("article-2", "article-3");
    }

    @Test
    void a_retry_folds_nothing_behind_a_lock() {
        application.execute("INSERT INTO read_model.dead_letter (projection, generation, stream, version, global_index,"
                + " event, cause, message, attempts) VALUES ('article', 1, 'article-2', 0, 0, '', '', '', 1)");
        publish(event(published(2, ADA, "Behind its letter"), 0, now()), event(revised(2, LARGE), 1, now()));
        await().atMost(SOON)
                .until(() -> application
                                .rows("SELECT FROM read_model.dead_letter WHERE stream = 'article-2'")
                                .size()
                        == 2);
        folded.clear();

        assertThat(node.context().getBean(DeadLetterRetry.class).retry("article", List.of("article-2")))
                .containsExactly(new Retried("article-2", 2, 0, ""));

        assertThat(folded).hasSize(2);
        assertThat(foldedInTransaction).isEmpty();
    }

    @Test
    void long_texts_hold_up_no_other_late_row_and_are_written_when_they_are_rendered() {
        application.execute("UPDATE read_model.token_entry SET owner = 'frozen', timestamp = '"
                + now().plusSeconds(3600) + "' WHERE processor_name = 'article'");
        publish(event(revised(1, HELD), 1, now()));
        for (long article = 2; article <= 4; article++) {
            publish(event(published(article, ADA, "Late"), 0, now()), event(revised(article, HELD), 1, now()));
            assertThat(node.reaches(new StreamVersion("article-" + article, 1), 1))
                    .isFalse();
        }
        assertThat(node.reaches(new StreamVersion("article-1", 1), 1)).isFalse();
        await().atMost(SOON).until(() -> folded.stream().anyMatch(SlowFoldsIT::isHeld));

        publish(event(published(5, ADA, "Short"), 0, now()));
        assertThat(node.reaches(new StreamVersion("article-5", 0), SOON.toMillis()))
                .isTrue();
        assertThat(rows("length(body) > 1000")).isZero();

        held.countDown();
        await().atMost(SOON).until(() -> rows("length(body) > 1000") == 4);
        assertThat(foldedInTransaction).isEmpty();
    }

    private void observe(Object event) {
        ArticleEvent article = (ArticleEvent) event;
        folded.add(article);
        if (isInTransaction()) {
            foldedInTransaction.add(article);
        }
        if (isHeld(article)) {
            awaitRelease();
        }
    }

    private static boolean isHeld(ArticleEvent event) {
        return event instanceof ArticleRevised revised && revised.body().value().equals(HELD);
    }

    private void awaitRelease() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the thread has sent a statement of a transaction that is still open. */
    private boolean isInTransaction() {
        DataSource dataSource = node.context()
                .getBean("readModelTransactionManager", JdbcTransactionManager.class)
                .getDataSource();
        ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource);
        try {
            return holder != null
                    && holder.getConnection().unwrap(BaseConnection.class).getTransactionState()
                            != TransactionState.IDLE;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int rows(String which) {
        return application.value("SELECT count(*) FROM article_g1.article WHERE " + which, Integer.class);
    }

    private void publish(DomainEventMessage<?>... events) {
        node.log().publish(events);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
