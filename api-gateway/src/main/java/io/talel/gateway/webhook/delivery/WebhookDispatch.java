package io.talel.gateway.webhook.delivery;

import io.talel.gateway.webhook.outbox.WebhookOutbox;
import io.talel.gateway.webhook.registry.Webhooks;
import io.talel.gateway.work.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes receivers every second to which something is due. Most threads are for receivers that took the messages of their last
 * turn quickly, so that receivers that hang or are slow wait only for each other. The threads are platform threads: looking a
 * host up may block for long, and would block one of the few carriers of all virtual threads.
 */
final class WebhookDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatch.class);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLEANUP_INTERVAL = Duration.ofHours(1);
    private static final int PROVEN = 24;
    private static final int UNPROVEN = 8;

    /** Wait of an orderly stop for attempts under way; most take less. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    /** Wait for attempts that were broken off. */
    private static final Duration BREAK_TIMEOUT = Duration.ofSeconds(1);

    private final DeliveryQueue queue;
    private final WebhookSender sender;
    private final WebhookOutbox outbox;
    private final Webhooks webhooks;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("webhook-", 0).factory());
    private final List<Lane> lanes = List.of(new Lane(true, PROVEN), new Lane(false, UNPROVEN));
    private Instant nextCleanup = Instant.MIN;

    WebhookDispatch(DeliveryQueue queue, WebhookSender sender, WebhookOutbox outbox, Webhooks webhooks, Clock clock) {
        this.queue = queue;
        this.sender = sender;
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Receivers with threads of their own. */
    private final class Lane {

        private final boolean proven;
        private final int most;
        private final Semaphore free;
        private final Rounds rounds;

        Lane(boolean proven, int most) {
            this.proven = proven;
            this.most = most;
            this.free = new Semaphore(most);
            this.rounds = new Rounds(
                    proven ? "webhooks" : "webhooks-unproven",
                    POLL_INTERVAL,
                    this::serveDue,
                    "Due messages to webhooks cannot be read");
        }

        private void serveDue() throws InterruptedException {
            int begun;
            do {
                begun = beginDue();
            } while (begun > 0 && isRunning());
            if (proven) {
                cleanUp();
            }
        }

        /** If all threads are busy, waits a little for one. */
        private int beginDue() throws InterruptedException {
            if (!free.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                return 0;
            }
            int places = 1 + free.drainPermits();
            int begun = 0;
            try {
                for (LeasedWebhook receiver : queue.take(proven, places)) {
                    threads.execute(() -> turn(receiver));
                    begun++;
                }
            } finally {
                free.release(places - begun);
            }
            return begun;
        }

        private void turn(LeasedWebhook receiver) {
            try {
                sender.turn(receiver);
            } catch (RuntimeException e) {
                LOG.warn("The turn of webhook {} broke off: {}", receiver.webhookId(), e.toString());
            } finally {
                free.release();
            }
        }

        private boolean ends(Duration patience) throws InterruptedException {
            return free.tryAcquire(most, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void start() {
        lanes.forEach(lane -> lane.rounds.start());
    }

    /** Another node makes attempts that were broken off, or this one after its next start. */
    @Override
    public void stop() {
        sender.stop();
        lanes.forEach(lane -> lane.rounds.stop(POLL_INTERVAL));
        try {
            for (Lane lane : lanes) {
                if (!lane.ends(STOP_TIMEOUT)) {
                    sender.breakOff();
                    lane.ends(BREAK_TIMEOUT);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        sender.close();
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return lanes.getFirst().rounds.isRunning();
    }

    private void cleanUp() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCleanup)) {
            webhooks.sealAgain();
            outbox.forgetOld();
            nextCleanup = now.plus(CLEANUP_INTERVAL);
        }
    }
}
