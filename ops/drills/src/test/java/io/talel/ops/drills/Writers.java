package io.talel.ops.drills;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Authors who publish without a pause until closed, or until their node is gone. Keeps the answers. */
final class Writers implements AutoCloseable {

    private static final AtomicInteger TITLES = new AtomicInteger();

    private final Queue<NodeAnswer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    private Writers() {}

    static Writers start(List<NodeClient> authors) {
        Writers writers = new Writers();
        authors.forEach(author -> writers.threads.execute(() -> writers.publish(author)));
        return writers;
    }

    private void publish(NodeClient author) {
        NodeAnswer answer;
        do {
            int number = TITLES.incrementAndGet();
            String title = "Under load " + number;
            answer = author.publish(title, "Body *" + number + "*");
            answers.add(answer);
            if (answer.isFailed()) {
                failed.add(title);
            }
        } while (!closed && !answer.isBroken());
    }

    List<NodeAnswer> answers() {
        return List.copyOf(answers);
    }

    /** The answers that promise a written article. */
    List<NodeAnswer> written() {
        return answers.stream().filter(answer -> answer.status() == 201).toList();
    }

    /** The titles of articles that were answered as not written. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** Waits for the answers that are under way. */
    @Override
    public void close() {
        closed = true;
        threads.close();
    }
}
