package io.talel.gateway.auth;

import io.talel.gateway.auth.session.OwedEnd;
import io.talel.gateway.auth.session.OwedEnds;
import io.talel.gateway.auth.session.Sessions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions of people in whose account something has changed: at once, and where that was not possible a little
 * later, on any node. Looks twice a second for what operators and nodes that died have left: with the half second until all
 * nodes know of it that is well within two seconds.
 */
@Component
final class SessionEnds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnds.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final OwedEnds owed;
    private final Sessions sessions;
    private final SecurityLog log;
    private @Nullable ScheduledExecutorService thread;
    private boolean reached = true;

    SessionEnds(OwedEnds owed, Sessions sessions, SecurityLog log) {
        this.owed = owed;
        this.sessions = sessions;
        this.log = log;
    }

    /** As if it were owed, before anything is done that it would be owed for: fails if Redis is away. */
    void endFirst(OwedEnd end) {
        sessions.endAll(end.userId(), end.spared()).forEach(id -> log.sessionEnded(end.userId(), id));
    }

    /** What fails is done later. */
    void tryNow(OwedEnd end) {
        try {
            finish(end);
        } catch (RuntimeException e) {
            LOG.warn("Sessions of {} end a little later: {}", end.userId(), e.toString());
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("session-ends").factory());
        started.scheduleWithFixedDelay(this::finishDue, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
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

    private void finish(OwedEnd end) {
        endFirst(end);
        owed.done(end);
    }

    private void finishDue() {
        try {
            for (Optional<OwedEnd> due = owed.take(); due.isPresent(); due = owed.take()) {
                finish(due.get());
                if (due.get().why() == OwedEnd.Why.ACCOUNT_DISABLED) {
                    log.accountDisabled(due.get().userId());
                }
            }
            reached = true;
        } catch (RuntimeException e) {
            if (reached) {
                LOG.warn("Sessions that are to end have to wait: {}", e.toString());
            }
            reached = false;
        } catch (Error e) {
            // Nobody would start this thread again.
            LOG.error("Ending sessions failed", e);
        }
    }
}
