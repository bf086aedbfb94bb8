package io.talel.gateway.mail.delivery;

import io.talel.gateway.mail.queue.MailQueue;
import io.talel.gateway.mail.queue.QueuedMail;
import io.talel.gateway.work.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Takes due mails every second and sends a few at a time, each on its own thread, so that a slow one delays no other. */
final class MailDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailDispatch.class);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_CONCURRENT = 8;

    private static final Duration LEASE_EXTENSION_INTERVAL = MailQueue.LEASE.dividedBy(4);
    private static final Duration CLEANUP_INTERVAL = Duration.ofHours(1);

    /** Wait of an orderly stop for the mails under way; most take less. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    /** Wait for mails that were broken off to report to the queue. */
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);

    private final MailQueue queue;
    private final MailSender sender;
    private final Clock clock;
    private final Rounds rounds = new Rounds("mail", POLL_INTERVAL, this::sendDue, "Due mails cannot be read");
    private final ThreadFactory threads = Thread.ofVirtual().name("mail-", 0).factory();
    private final Map<UUID, MailAttempt> underWay = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(MAX_CONCURRENT);
    private Instant nextKeep = Instant.MIN;
    private Instant nextCleanup = Instant.MIN;

    MailDispatch(MailQueue queue, MailSender sender, Clock clock) {
        this.queue = queue;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public void start() {
        LOG.info("Mails go to {}", sender.destination());
        rounds.start();
    }

    /**
     * Starts no more mails and breaks off slow ones. Another node sends them, or this one after its next start. A mail that
     * the server may have accepted is tried once more, late.
     */
    @Override
    public void stop() {
        rounds.stop(POLL_INTERVAL);
        try {
            if (!allEnd(STOP_TIMEOUT)) {
                underWay.values().forEach(MailAttempt::breakOff);
                allEnd(INTERRUPT_TIMEOUT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        sender.tellAgain();
    }

    private boolean allEnd(Duration patience) throws InterruptedException {
        boolean ended = free.tryAcquire(MAX_CONCURRENT, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            free.release(MAX_CONCURRENT);
        }
        return ended;
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private void sendDue() throws InterruptedException {
        do {
            sender.tellAgain();
            underWay.values().stream().filter(MailAttempt::takesTooLong).forEach(MailAttempt::breakOff);
            keepThoseUnderWay();
        } while (beginDue() > 0 && isRunning());
        cleanUp();
    }

    /** Sends due mails; if the most possible are under way, waits a little for one to end. */
    private int beginDue() throws InterruptedException {
        if (!free.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            return 0;
        }
        int places = 1 + free.drainPermits();
        int begun = 0;
        try {
            for (QueuedMail mail : queue.take(places)) {
                threads.newThread(() -> send(new MailAttempt(mail))).start();
                begun++;
            }
        } finally {
            free.release(places - begun);
        }
        return begun;
    }

    private void send(MailAttempt attempt) {
        try {
            if (underWay.putIfAbsent(attempt.id(), attempt) == null) {
                sender.send(attempt);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("Mail {} is left to the next attempt", attempt.id(), e);
        } finally {
            underWay.remove(attempt.id(), attempt);
            free.release();
        }
    }

    private void keepThoseUnderWay() {
        Instant now = clock.instant();
        Set<UUID> mails = Set.copyOf(underWay.keySet());
        if (!now.isBefore(nextKeep) && !mails.isEmpty()) {
            queue.keep(mails);
            nextKeep = now.plus(LEASE_EXTENSION_INTERVAL);
        }
    }

    private void cleanUp() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCleanup)) {
            queue.forgetOld();
            nextCleanup = now.plus(CLEANUP_INTERVAL);
        }
    }
}
