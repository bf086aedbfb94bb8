package io.talel.gateway.work;

import io.talel.gateway.web.pool.Peers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Work that anybody can ask for and that no table has ready: comparing and rendering old texts, listing articles at a time,
 * hashing the list of a sitemap. Networks take turns, whatever the work, so that all of it together takes no more than two threads.
 */
@Component
public final class PublicWork implements AutoCloseable {

    /** As many as there are connections for the past. */
    private static final int PARALLEL = 2;

    private static final int MAX_QUEUED = 16;

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final FairWorkThreads threads = new FairWorkThreads("public-work", PARALLEL, MAX_QUEUED, MAX_WAIT, _ -> {});
    private final Peers peers;

    public PublicWork(Peers peers) {
        this.peers = peers;
    }

    /** @throws RejectedExecutionException if too many others wait already, or for too long */
    public <T> T inTurn(Supplier<T> work) {
        try {
            return threads.inTurn(List.of(peers.current().network()), work::get);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Number of pieces of work that wait for their turn. */
    int waiting() {
        return threads.waiting();
    }

    @Override
    public void close() {
        threads.close();
    }
}
