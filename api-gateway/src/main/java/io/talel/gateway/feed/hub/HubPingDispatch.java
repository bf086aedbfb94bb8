package io.talel.gateway.feed.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.work.Backoff;
import io.talel.gateway.work.Rounds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells the hub of changed feeds, one after the other. A failed ping is tried again after growing pauses, for about a day. */
final class HubPingDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HubPingDispatch.class);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));
    static final int MOST_ATTEMPTS = 33;

    /** Between two looks whether the read models show a change. */
    private static final Backoff PAUSES_UNTIL_SHOWN = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final FeedPingQueue queue;
    private final ChangedFeeds changedFeeds;
    private final Optional<Hub> hub;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final Rounds rounds = new Rounds(
            "hub-pings", POLL_INTERVAL, this::pingDue, "Changed feeds that wait for a ping to the hub cannot be read");
    private boolean works = true;

    /** @param hub empty: nothing is done */
    HubPingDispatch(FeedPingQueue queue, ChangedFeeds changedFeeds, Optional<Hub> hub, MeterRegistry meters) {
        this.queue = queue;
        this.changedFeeds = changedFeeds;
        this.hub = hub;
        this.sent = meters.counter("talelio.hub.pings", "outcome", "sent");
        this.failed = meters.counter("talelio.hub.pings", "outcome", "failed");
        this.givenUp = meters.counter("talelio.hub.pings", "outcome", "given_up");
    }

    @Override
    public void start() {
        if (hub.isPresent()) {
            rounds.start();
        }
    }

    @Override
    public void stop() {
        rounds.stop(Duration.ZERO);
        hub.ifPresent(Hub::close);
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void pingDue() throws InterruptedException {
        for (Optional<FeedPing> due = queue.take(); due.isPresent(); due = queue.take()) {
            FeedPing ping = due.get();
            if (ping.article().isPresent()) {
                changedFeeds
                        .of(ping.article().get(), ping.version(), ping.lostTag())
                        .ifPresentOrElse(
                                feeds -> queued(feeds, ping),
                                () -> queue.dueIn(PAUSES_UNTIL_SHOWN.pause(ping.attempts()), ping));
            } else {
                publish(ping);
            }
        }
    }

    /** If the node dies in between, the feeds are queued once more. */
    private void queued(List<String> feeds, FeedPing article) {
        feeds.forEach(queue::add);
        queue.done(article);
    }

    private void publish(FeedPing ping) throws InterruptedException {
        try {
            hub.orElseThrow().publish(ping.topic());
            queue.done(ping);
            sent.increment();
            if (!works) {
                LOG.info("The hub takes pings again");
            }
            works = true;
        } catch (IOException e) {
            failed(ping, e);
        }
    }

    private void failed(FeedPing ping, IOException e) {
        if (works) {
            LOG.warn("The hub does not take the ping for {}, which is tried again: {}", ping.topic(), e.getMessage());
        }
        works = false;
        if (ping.attempts() < MOST_ATTEMPTS) {
            failed.increment();
            queue.dueIn(PAUSES.pause(ping.attempts()), ping);
        } else {
            givenUp.increment();
            queue.done(ping);
        }
    }
}
