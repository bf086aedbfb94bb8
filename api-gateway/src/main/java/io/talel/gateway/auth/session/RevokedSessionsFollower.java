package io.talel.gateway.auth.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.gateway.work.Rounds;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps {@link RevokedSessions} up to date, on a thread of its own since nothing may delay it: once before the first request is
 * served, then twice a second. If the first reading fails, the node does not start: it would accept tokens of ended sessions.
 * A metric shows the age of the last reading; sessions that ended elsewhere since then still count on this node.
 */
@Component
final class RevokedSessionsFollower implements SmartLifecycle, MeterBinder {

    private static final Duration READ_INTERVAL = Duration.ofMillis(500);

    /** Starts before the web server. */
    private static final int PHASE = 1000;

    private final RevokedSessions revoked;
    private final Rounds rounds;

    RevokedSessionsFollower(RevokedSessions revoked) {
        this.revoked = revoked;
        this.rounds = new Rounds(
                "ended-sessions",
                READ_INTERVAL,
                revoked::catchUp,
                "Sessions that end on other nodes go unnoticed here");
    }

    @Override
    public void start() {
        revoked.catchUp();
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

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "talelio.ended.sessions.followed",
                        revoked,
                        TimeUnit.MILLISECONDS,
                        known -> known.sinceCaughtUp().toMillis())
                .description("Since this node last knew all sessions that had ended")
                .strongReference(true)
                .register(registry);
    }
}
