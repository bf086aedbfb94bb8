package io.talel.gateway.account.erasure;

import io.talel.gateway.work.Backoff;
import io.talel.gateway.work.Rounds;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes due erasures every second. A failed erasure is tried again for ever, after growing pauses. A recent removal is checked
 * once more later, since data of the person may have been on its way.
 */
final class ErasureDispatch implements SmartLifecycle {

    /**
     * Time after the end of the sessions from which on no event of a removed person reaches the log. Within 2 s all nodes
     * refuse the tokens and forget the key. Without the key a command fails, or ends within the time limits of its transaction.
     */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(ErasureDispatch.class);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30));

    private final ErasureQueue queue;
    private final ErasureSteps work;
    private final Rounds rounds = new Rounds("erasure", POLL_INTERVAL, this::eraseDue, "Due erasures cannot be read");
    private boolean endsSessions = true;

    ErasureDispatch(ErasureQueue queue, ErasureSteps work) {
        this.queue = queue;
        this.work = work;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop(Duration.ZERO);
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /** A failed erasure is tried again when its lease ends. */
    private void eraseDue() {
        endSessions();
        for (Optional<Erasure> due = queue.take(); due.isPresent(); due = queue.take()) {
            erase(due.get());
            endSessions();
        }
    }

    /** Without Redis all other steps run, but no erasure finishes. */
    private void endSessions() {
        try {
            work.endSessions();
            endsSessions = true;
        } catch (RuntimeException e) {
            if (endsSessions) {
                LOG.warn("Sessions of people to be erased cannot be ended for now: {}", e.toString());
            }
            endsSessions = false;
        }
    }

    private void erase(Erasure erasure) {
        try {
            work.run(erasure);
        } catch (RuntimeException e) {
            Duration pause = PAUSES.pause(erasure.attempts());
            LOG.warn("{} is not erased to the end, next attempt in {}: {}", erasure.userId(), pause, e.toString());
            queue.dueIn(pause, erasure.userId());
            return;
        }
        if (erasure.isSettled()) {
            queue.done(erasure.userId());
            LOG.info("{} is erased", erasure.userId());
        } else {
            queue.dueIn(SETTLED.plusSeconds(1), erasure.userId());
        }
    }
}
