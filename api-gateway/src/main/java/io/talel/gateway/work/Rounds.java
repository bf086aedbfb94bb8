package io.talel.gateway.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats work on a thread of its own, with a pause after each round. A failed round does not stop the next ones; the first of
 * several failures in a row is logged.
 */
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** Wait for an interrupted round to end. */
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final Round round;
    private final String trouble;
    private volatile @Nullable ScheduledExecutorService thread;
    private volatile boolean failing;

    /** The work of a round. */
    @FunctionalInterface
    public interface Round {
        void go() throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param trouble consequence of a failed round, for the log
     */
    public Rounds(String name, Duration pause, Round round, String trouble) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.trouble = trouble;
    }

    /** The first round comes after a pause. */
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        started.scheduleWithFixedDelay(this::once, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    /** Runs one round on the thread of the caller. */
    public void once() {
        try {
            round.go();
            if (failing) {
                LOG.info("The rounds of '{}' succeed again", name);
            }
            failing = false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("{}: {}", trouble, e.toString());
            }
            failing = true;
        } catch (Error e) {
            // Nothing would start the thread again.
            LOG.error("A round of '{}' broke off", name, e);
            failing = true;
        }
    }

    /**
     * Stops the rounds.
     *
     * @param patience wait for the round under way, which is interrupted afterwards
     */
    public void stop(Duration patience) {
        ScheduledExecutorService stopped = thread;
        if (stopped == null) {
            return;
        }
        thread = null;
        stopped.shutdown();
        try {
            if (!stopped.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                stopped.shutdownNow();
                stopped.awaitTermination(INTERRUPT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            stopped.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return thread != null;
    }
}
