package io.talel.gateway.auth.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link EndedSessions} up to date, on a thread of its own since nothing may delay it: once before the first
 * request is served, then twice a second, which with a Redis that answers within its time limit of a second makes two
 * seconds at most.
 */
public final class EndedSessionsFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EndedSessionsFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** After the Redis connections (phase 0), before the web server. */
    private static final int PHASE = 1000;

    private final EndedSessions ended;
    private @Nullable ScheduledExecutorService thread;
    private boolean reached = true;

    public EndedSessionsFollower(EndedSessions ended) {
        this.ended = ended;
    }

    @Override
    public void start() {
        catchUp();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ended-sessions").factory());
        started.scheduleWithFixedDelay(this::catchUp, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void catchUp() {
        try {
            ended.catchUp();
            if (!reached) {
                LOG.info("Redis is back: sessions that ended meanwhile are known");
            }
            reached = true;
        } catch (RuntimeException e) {
            if (reached) {
                LOG.warn(
                        "Redis cannot be reached: sessions that end on other nodes go unnoticed here: {}",
                        e.toString());
            }
            reached = false;
        }
    }
}
