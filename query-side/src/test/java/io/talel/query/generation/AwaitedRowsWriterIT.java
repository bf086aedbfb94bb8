package io.talel.query.generation;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.NextEvents;
import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import io.talel.query.projection.Projection;
import io.talel.query.visibility.ReachedVersions;
import io.talel.query.visibility.VersionAnnouncements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

class AwaitedRowsWriterIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOKEN =
            "SELECT convert_from(token, 'UTF8') FROM read_model.token_entry WHERE processor_name = 'article'";

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase application = TestDatabase.asApplicationOn(database);
    private QueryNode node;

    @BeforeEach
    void the_segment_of_articles_belongs_to_a_node_that_stands_still() {
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
        publish(event(published(1, ADA, "Before"), 0, now()));
        assertThat(node.reaches(new StreamVersion("article-1", 0))).isTrue();
        application.execute("UPDATE read_model.token_entry SET owner = 'frozen', timestamp = '"
                + now().plusSeconds(3600) + "' WHERE processor_name = 'article'");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** After 100 ms it is looked up, every 50 ms; the rest is for the look and the row. */
    @Test
    @Tag("timed")
    void an_awaited_row_is_there_half_a_second_later() {
        publish(event(published(2, ADA, "Warm"), 0, now()));
        assertThat(node.reaches(new StreamVersion("article-2", 0), 3_000)).isTrue();

        for (long article = 3; article <= 5; article++) {
            publish(event(published(article, ADA, "Late"), 0, now()));
            assertThat(node.reaches(new StreamVersion("article-" + article, 0), 500))
                    .isTrue();
        }
    }

    @Test
    void an_awaited_row_is_written_before_its_owner_which_then_skips_it() {
        String token = application.value(TOKEN, String.class);
        publish(event(published(2, ADA, "Late"), 0, now()));
        assertThat(node.reaches(new StreamVersion("article-2", 0), 3_000)).isTrue();
        publish(event(revised(2, "Later"), 1, now()));
        assertThat(node.reaches(new StreamVersion("article-2", 1), 3_000)).isTrue();

        assertThat(version(2)).isEqualTo(1);
        assertThat(application.value(TOKEN, String.class)).isEqualTo(token);
        application.execute("UPDATE read_model.token_entry SET owner = NULL WHERE processor_name = 'article'");
        publish(event(published(3, ADA, "After"), 0, now()));
        await().atMost(SOON)
                .until(() -> node.reaches(new StreamVersion("article-3", 0))
                        && !application.value(TOKEN, String.class).equals(token));
        assertThat(version(2)).isEqualTo(1);
        assertThat(application.value("SELECT count(*) FROM read_model.dead_letter", Integer.class))
                .isZero();
        assertThat(application.value("SELECT body FROM article_g1.article WHERE id = 2", String.class))
                .isEqualTo("Later");
    }

    @Test
    void a_row_that_is_several_versions_behind_is_taken_through_all_of_them() {
        publish(event(published(2, ADA, "Late"), 0, now()), event(revised(2, "Later"), 1, now()));

        assertThat(node.reaches(new StreamVersion("article-2", 1), 3_000)).isTrue();
        assertThat(version(2)).isEqualTo(1);
    }

    @Test
    void a_row_that_the_owner_holds_in_a_batch_holds_up_no_other_and_is_written_when_the_batch_is_gone()
            throws SQLException {
        for (long article = 2; article <= 17; article++) {
            publish(event(published(article, ADA, "Late"), 0, now()));
        }
        try (Connection owner = application.connect()) {
            owner.setAutoCommit(false);
            try (Statement batch = owner.createStatement()) {
                for (long article = 2; article <= 9; article++) {
                    batch.execute("INSERT INTO article_g1.article SELECT " + article
                            + ", version, author_id, slug, title, body,"
                            + " html, table_of_contents, meta_description, featured_image, created_at, updated_at, removed"
                            + " FROM article_g1.article WHERE id = 1");
                }
            }

            assertThat(reached(10, 17, 2_000)).containsOnly(true);
            assertThat(node.reaches(new StreamVersion("article-2", 0), 200)).isFalse();
            owner.rollback();
        }

        // Its waiter has given up, and no other row of the batch was awaited.
        await().atMost(SOON).until(() -> articles() == 10);
    }

    private List<Boolean> reached(long first, long last, long millis) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(article -> CompletableFuture.supplyAsync(
                        () -> node.reaches(new StreamVersion("article-" + article, 0), millis),
                        task -> Thread.ofVirtual().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void a_parked_stream_is_left_alone() {
        application.execute("INSERT INTO read_model.dead_letter (projection, generation, stream, version, global_index,"
                + " event, cause, message, attempts) VALUES ('article', 1, 'article-2', 0, 0, '', '', '', 1)");
        publish(event(published(2, ADA, "Parked"), 0, now()));

        assertThat(node.reaches(new StreamVersion("article-2", 0), 3_000)).isFalse();
        assertThat(articles()).isEqualTo(1);
    }

    @Test
    void a_row_that_cannot_be_written_is_left_for_its_owner_to_park() {
        TestDatabase.asOwnerOf(database)
                .execute("ALTER TABLE article_g1.article ADD CONSTRAINT short CHECK (length(body) < 50) NOT VALID");
        publish(event(published(2, ADA, "x".repeat(60)), 0, now()));

        assertThat(node.reaches(new StreamVersion("article-2", 0), 1_000)).isFalse();
        assertThat(application.value("SELECT count(*) FROM read_model.dead_letter", Integer.class))
                .isZero();
    }

    @Test
    void a_node_whose_code_fits_another_generation_tries_once_however_many_rows_are_late() {
        for (long article = 2; article <= 9; article++) {
            publish(event(published(article, ADA, "Late"), 0, now()));
        }
        AtomicInteger tries = new AtomicInteger();
        Projection usual = node.context().getBean("articleProjection", Projection.class);
        Projection newer = new Projection(usual.name(), usual.view(), usual.codeVersion() + 1, usual.fold());

        new AwaitedRowsWriter(
                        node.context().getBean("readModelDataSource", DataSource.class),
                        counted(tries),
                        node.context().getBean(NextEvents.class),
                        node.context().getBean(VersionAnnouncements.class),
                        node.context().getBean(ReachedVersions.class))
                .write(
                        newer,
                        LongStream.rangeClosed(2, 9).boxed().collect(Collectors.toMap(usual::streamOf, _ -> -1L)));

        assertThat(tries).hasValue(1);
        assertThat(articles()).isEqualTo(1);
    }

    private TransactionOperations counted(AtomicInteger tries) {
        TransactionTemplate usual = new TransactionTemplate(
                node.context().getBean("readModelTransactionManager", PlatformTransactionManager.class));
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                tries.incrementAndGet();
                return usual.execute(action);
            }
        };
    }

    private void publish(DomainEventMessage<?>... events) {
        node.log().publish(events);
    }

    private long version(long article) {
        return application.value("SELECT version FROM article_g1.article WHERE id = " + article, Long.class);
    }

    private int articles() {
        return application.value("SELECT count(*) FROM article_g1.article", Integer.class);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
