package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Authors who publish until closed, and read each article as soon as it is acknowledged, on all nodes that answer at the same
 * time. Unless the drill has said that the database refuses rows, each node has to show it within {@link #READABLE}.
 */
final class WritersAndReaders implements AutoCloseable {

    /** Longest time until an article can be read, from the answer to its write or from when the database takes rows again. */
    private static final Duration READABLE = Duration.ofMillis(300);

    private final AtomicInteger titles = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<NodeClient> answering = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration pause;
    private final String text;
    private volatile boolean refusing;

    /** When the database last began to take rows, by {@link System#nanoTime()}. */
    private volatile long takingSince = System.nanoTime();

    private volatile boolean closed;

    private WritersAndReaders(Duration pause, String text) {
        this.pause = pause;
        this.text = text;
    }

    /** Starts authors who never pause. */
    static WritersAndReaders start(List<NodeClient> authors) {
        return start(authors, Duration.ZERO);
    }

    /** Starts authors of short articles. */
    static WritersAndReaders start(List<NodeClient> authors, Duration pause) {
        return start(authors, pause, "Text.");
    }

    /**
     * @param authors each with the node that it writes to
     * @param pause of an author between two articles
     * @param text of every article
     */
    static WritersAndReaders start(List<NodeClient> authors, Duration pause, String text) {
        WritersAndReaders load = new WritersAndReaders(pause, text);
        load.answering.addAll(authors);
        authors.forEach(author -> load.threads.execute(() -> load.work(author)));
        return load;
    }

    private void work(NodeClient author) {
        while (!closed) {
            // Titles that differ in more than a number do not wait for each other's slugs.
            NodeAnswer written = author.publish(titles.incrementAndGet() + " is acknowledged", text);
            long at = System.nanoTime();
            if (written.status() == 201) {
                String slug = written.text("/article/slug");
                acknowledged.add(slug);
                List<NodeClient> nodes = List.copyOf(answering);
                ConcurrentCalls.run(nodes.size(), node -> read(nodes.get(node), slug, at));
            } else if (written.isBroken() && !answering.contains(author)) {
                return;
            } else if (written.status() != 503) {
                failures.add("written: " + written);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** A node that stops answering meanwhile owes nothing. */
    private NodeAnswer read(NodeClient node, String slug, long acknowledgedAt) {
        NodeAnswer answer = node.article(slug);
        while (answer.status() == 503 && mayWait(acknowledgedAt)) {
            answer = node.article(slug);
        }
        if (answer.status() == 200) {
            read.incrementAndGet();
        } else if (answer.status() == 404 || answering.contains(node)) {
            failures.add(slug + ": " + answer);
        }
        return answer;
    }

    private boolean mayWait(long acknowledgedAt) {
        long now = System.nanoTime();
        return refusing ? !closed : Math.min(now - acknowledgedAt, now - takingSince) < READABLE.toNanos();
    }

    /** The node is about to be stopped. */
    void leave(NodeClient node) {
        answering.remove(node);
    }

    /** The node answers again. */
    void join(NodeClient node) {
        answering.add(node);
    }

    /** The database is about to refuse rows: 503 is no failure as long as it does, 404 always is. */
    void databaseRefuses() {
        refusing = true;
    }

    /** The database takes rows again. */
    void databaseAnswers() {
        takingSince = System.nanoTime();
        refusing = false;
    }

    void awaitRead(int articles, Duration limit) {
        int before = read.get();
        await().atMost(limit).until(() -> read.get() >= before + articles || !failures.isEmpty());
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits for the answers that are under way. */
    @Override
    public void close() {
        closed = true;
        threads.close();
    }
}
