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
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.query.QueryNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two nodes that revise and read articles all the time. A revision is acknowledged once the other node shows it. */
final class RevisingAndReading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RevisingAndReading.class);

    private static final int ARTICLES = 20;

    private final QueryNode one;
    private final QueryNode other;
    private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /** Closes the nodes in the end. */
    RevisingAndReading(QueryNode one, QueryNode other) {
        this.one = one;
        this.other = other;
    }

    RevisingAndReading begin() {
        one.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
        assertThat(one.reaches(new StreamVersion(ADA.toString(), 0))).isTrue();
        for (long id = 1; id <= ARTICLES; id++) {
            one.log().publish(event(published(id, ADA, "Article " + id), 0, MONDAY));
            assertThat(other.reaches(new StreamVersion("article-" + id, 0))).isTrue();
            acknowledged.put(id, 0L);
        }
        begin(() -> write(one, other, 1));
        begin(() -> write(other, one, 2));
        begin(() -> read(one));
        begin(() -> read(other));
        return this;
    }

    /** Waits until so many more revisions are acknowledged. */
    void awaitWrites(int more) {
        long least = writes.get() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> writes.get() >= least || !complaints.isEmpty());
        assertThat(complaints).isEmpty();
    }

    void awaitReads(int more) {
        long least = reads.get() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> reads.get() >= least || !complaints.isEmpty());
        assertThat(complaints).isEmpty();
    }

    void end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(complaints).isEmpty();
        LOG.info("{} reads, {} writes", reads, writes);
    }

    @Override
    public void close() {
        over = true;
        one.close();
        other.close();
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

    /** Revises every second article in turn. */
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
            Optional<ArticleWithNeighbours> page = node.article(Slug.of(new Title("Article " + id)));
            long version = page.map(found -> found.article().version()).orElse(-1L);
            if (version < least) {
                complaints.add(
                        "article-%d was at version %d, after %d had been acknowledged".formatted(id, version, least));
            }
            reads.incrementAndGet();
        }
    }
}
