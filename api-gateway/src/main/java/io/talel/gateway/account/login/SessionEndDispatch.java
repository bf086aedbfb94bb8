package io.talel.gateway.account.login;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.session.PendingSessionEnd;
import io.talel.gateway.auth.session.SessionEndQueue;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.work.Rounds;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends sessions because of a change to an account: at once, or a little later on any node if that fails. Checks twice a second
 * for pending ends of operators and dead nodes; all nodes know an end half a second later.
 */
@Component
public final class SessionEndDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEndDispatch.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final SessionEndQueue pending;
    private final Sessions sessions;
    private final SecurityLog log;
    private final Rounds rounds =
            new Rounds("session-ends", POLL_INTERVAL, this::finishDue, "Pending ends of sessions are delayed");

    public SessionEndDispatch(SessionEndQueue pending, Sessions sessions, SecurityLog log) {
        this.pending = pending;
        this.sessions = sessions;
        this.log = log;
    }

    /** Ends the sessions before anything else is done; fails without Redis. */
    public void endFirst(PendingSessionEnd end) {
        sessions.endAll(end.userId(), end.spared()).forEach(id -> log.sessionEnded(end.userId(), id));
    }

    /** Adds a pending end in the transaction of the caller. */
    public void add(PendingSessionEnd end) {
        pending.add(end);
    }

    /** A failed end stays pending. */
    public void tryNow(PendingSessionEnd end) {
        try {
            finish(end);
        } catch (RuntimeException e) {
            LOG.warn("Sessions of {} end a little later: {}", end.userId(), e.toString());
        }
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

    private void finish(PendingSessionEnd end) {
        endFirst(end);
        pending.done(end);
    }

    private void finishDue() {
        for (Optional<PendingSessionEnd> due = pending.take(); due.isPresent(); due = pending.take()) {
            finish(due.get());
            if (due.get().why() == PendingSessionEnd.Why.ACCOUNT_DISABLED) {
                log.accountDisabled(due.get().userId());
            }
        }
    }
}
