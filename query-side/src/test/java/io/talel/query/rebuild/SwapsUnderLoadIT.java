package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.revised;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticlePage;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.Scale;
import io.talel.query.TestDatabase;
import io.talel.query.generation.Generation;
import io.talel.query.generation.GenerationSchema;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Generations are swapped again and again while two nodes write and read. */
class SwapsUnderLoadIT {

    private static final Logger LOG = LoggerFactory.getLogger(SwapsUnderLoadIT.class);

    private static final int ARTICLES = 20;

    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    private PostgresDatabase database;
    private List<QueryNode> nodes;
    private Operators operator;

    @BeforeEach
    void start() {
        database = SharedServers.newDatabase();
        nodes = List.of(QueryNode.onOneDatabase(database), QueryNode.onOneDatabase(database));
        operator = Operators.of(database);
        nodes.getFirst().log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        assertThat(nodes.getFirst().reaches(new StreamVersion(ADA.toString(), 0)))
                .isTrue();
        for (long id = 1; id <= ARTICLES; id++) {
            nodes.getFirst().log().publish(event(published(id, ADA, "Article " + id), 0, MONDAY));
            assertThat(nodes.getLast().reaches(new StreamVersion("article-" + id, 0)))
                    .isTrue();
            acknowledged.put(id, 0L);
        }
    }

    @AfterEach
    void stop() {
        over = true;
        operator.close();
        nodes.forEach(QueryNode::close);
    }

    @Test
    void no_read_fails_or_is_stale_and_no_event_is_lost() throws Exception {
        begin(() -> write(nodes.getFirst(), nodes.getLast(), 1));
        begin(() -> write(nodes.getLast(), nodes.getFirst(), 2));
        begin(() -> read(nodes.getFirst()));
        begin(() -> read(nodes.getLast()));

        Duration longest = Duration.ZERO;
        for (int swap = 0; swap < Scale.times(50); swap++) {
            RebuildReport report = operator.run(new RebuildOrder(
                    "article", RebuildOrder.Purpose.REBUILD, null, false, false, Duration.ZERO, "ada", "a test"));
            assertThat(report.differing()).isZero();
            assertThat(complaints).isEmpty();
            longest = longest.compareTo(report.frozen()) > 0 ? longest : report.frozen();
            LOG.info(
                    "Swap {}: {} events, held up for {} ms",
                    swap,
                    report.events(),
                    report.frozen().toMillis());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> reads.get() > 100 && writes.get() > 20);
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(complaints).isEmpty();
        LOG.info("{} reads, {} writes, held up for {} ms at most", reads, writes, longest.toMillis());
        assertThat(rows("article_g" + operator.live("article"))).isEqualTo(replayed());
    }

    private void begin(Runnable work) {
        threads.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                while (!over) {
                    work.run();
                }
            } catch (RuntimeException | AssertionError e) {
                LOG.error("Failed under swaps", e);
                complaints.add(String.valueOf(e));
            }
        }));
    }

    /** Revises the articles of its own by turns; each is acknowledged once the other node can read it. */
    private void write(QueryNode writing, QueryNode reading, long first) {
        for (long id = first; id <= ARTICLES && !over; id += 2) {
            long version = acknowledged.get(id) + 1;
            writing.log().publish(event(revised(id, "version " + version), version, MONDAY));
            if (!reading.reaches(new StreamVersion("article-" + id, version))) {
                complaints.add("article-%d did not reach version %d".formatted(id, version));
            }
            acknowledged.put(id, version);
            writes.incrementAndGet();
        }
    }

    private void read(QueryNode node) {
        for (long id = 1; id <= ARTICLES && !over; id++) {
            long least = acknowledged.get(id);
            Optional<ArticlePage> page = node.article(Slug.of(new Title("Article " + id)));
            long version = page.map(found -> found.article().version()).orElse(-1L);
            if (version < least) {
                complaints.add(
                        "article-%d was at version %d, after %d had been acknowledged".formatted(id, version, least));
            }
            reads.incrementAndGet();
        }
    }

    private List<Map<String, Object>> replayed() throws Exception {
        Projection projection = operator.process().context().getBean("articleProjection", Projection.class);
        Generation scratch = new Generation("article", 4711, projection.codeVersion());
        FoldedEvents events = projection.noEvents();
        operator.process()
                .context()
                .getBean(EventStorageEngine.class)
                .readEvents(null, false)
                .filter(projection::handles)
                .forEach(event -> events.add((DomainEventMessage<?>) event));
        try (Connection owner = TestDatabase.asOwnerOf(database).connect()) {
            new GenerationSchema(database.user()).createTables(owner, scratch);
            events.writeTo(owner, scratch.schema());
        }
        return rows(scratch.schema());
    }

    private List<Map<String, Object>> rows(String schema) {
        return TestDatabase.asOwnerOf(database).rows("SELECT * FROM %s.article ORDER BY id".formatted(schema));
    }
}
