package io.talel.gateway.auth.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what is due, every second, a few mails at a time. What fails is tried again after a pause that grows, for a day. A
 * mail is sent twice only if the node dies between the moment the server has taken it and the next, or if the database is
 * away from that moment for longer than the lease; it is the same mail then, with the same Message-ID.
 */
final class MailDelivery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int AT_ONCE = 8;

    /** Longest time a mail may take: less than the lease, so that it never goes out on two nodes at once. */
    private static final Duration LONGEST = MailQueue.LEASE.dividedBy(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** After so long nobody waits for a mail any more; with the pauses above these are some 55 attempts. */
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    /** How long an orderly stop waits for the mails that are under way. */
    private static final Duration STOP = Duration.ofSeconds(15);

    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    private static final Pattern ADDRESS = Pattern.compile("\\S*@\\S*");

    private final MailQueue queue;
    private final MailWriter writer;
    private final Postbox postbox;
    private final Map<Series, Counter> counters;
    private final Clock clock;

    /** Virtual: an interrupt breaks off what they wait for. */
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mail-", 0).factory());

    /** Those that a server has taken, which the queue does not know yet. */
    private final Map<UUID, QueuedMail> posted = new ConcurrentHashMap<>();

    private volatile @Nullable ScheduledExecutorService thread;
    private boolean reached = true;
    private Instant nextCleanup = Instant.MIN;

    MailDelivery(MailQueue queue, MailWriter writer, Postbox postbox, MeterRegistry meters, Clock clock) {
        this.queue = queue;
        this.writer = writer;
        this.postbox = postbox;
        this.counters = counters(meters);
        this.clock = clock;
    }

    @Override
    public void start() {
        LOG.info("Mails go to {}", postbox.description());
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mail").factory());
        started.scheduleWithFixedDelay(this::sendDue, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    /** Nothing new is begun. What is not over in time is broken off, and sent by another node or after the start. */
    @Override
    public void stop() {
        ScheduledExecutorService stopped = thread;
        if (stopped == null) {
            return;
        }
        thread = null;
        stopped.shutdown();
        try {
            if (!stopped.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                stopped.shutdownNow();
            }
        } catch (InterruptedException _) {
            stopped.shutdownNow();
            Thread.currentThread().interrupt();
        }
        posted.values().forEach(this::sent);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void sendDue() {
        try {
            int taken;
            do {
                posted.values().forEach(this::sent);
                List<QueuedMail> due = queue.take(AT_ONCE);
                senders.invokeAll(due.stream().map(this::sending).toList(), LONGEST.toSeconds(), TimeUnit.SECONDS);
                taken = due.size();
            } while (taken == AT_ONCE && isRunning());
            cleanUp();
            reached = true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (reached) {
                LOG.warn("Nobody could say which mails are due: {}", e.toString());
            }
            reached = false;
        } catch (Error e) {
            // Nobody would start this thread again.
            LOG.error("Sending mails failed", e);
        }
    }

    private void cleanUp() {
        Instant now = clock.instant();
        if (!now.isBefore(nextCleanup)) {
            queue.forgetOld();
            nextCleanup = now.plus(BETWEEN_CLEANUPS);
        }
    }

    private Callable<Boolean> sending(QueuedMail mail) {
        return () -> {
            send(mail);
            return true;
        };
    }

    private void send(QueuedMail mail) {
        if (posted.containsKey(mail.id()) || post(mail)) {
            sent(mail);
        }
    }

    /** @return whether the server has taken it */
    private boolean post(QueuedMail mail) {
        try {
            Optional<WrittenMail> written = isTooOld(mail) ? Optional.empty() : writer.write(mail);
            if (written.isEmpty()) {
                giveUp(mail, "nobody waits for it any more");
                return false;
            }
            postbox.post(name(mail), written.get());
            posted.put(mail.id(), mail);
            count(mail, Outcome.SENT);
            return true;
        } catch (SendFailedException e) {
            if (isForGood(e)) {
                giveUp(mail, reason(e));
            } else {
                tryAgain(mail, e);
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            tryAgain(mail, e);
        }
        return false;
    }

    /** Tried again at the next look, a second later, and so before the lease ends: whatever happens here, it was sent. */
    private void sent(QueuedMail mail) {
        try {
            queue.sent(mail);
            posted.remove(mail.id());
        } catch (RuntimeException e) {
            LOG.warn("Mail {} was sent, but the queue could not be told so yet: {}", mail.id(), e.toString());
        }
    }

    private boolean isTooOld(QueuedMail mail) {
        return mail.createdAt().plus(GIVEN_UP_AFTER).isBefore(clock.instant());
    }

    /** The server says that there is no such address, and means it. */
    private static boolean isForGood(SendFailedException failure) {
        return failure.getInvalidAddresses() != null && failure.getInvalidAddresses().length > 0;
    }

    private void giveUp(QueuedMail mail, String reason) {
        LOG.info("Mail {} ({} for {}) is not sent: {}", mail.id(), mail.kind(), mail.userId(), reason);
        queue.giveUp(mail);
        count(mail, Outcome.GIVEN_UP);
    }

    private void tryAgain(QueuedMail mail, Exception failure) {
        Duration pause = pause(mail.attempts());
        LOG.warn(
                "Mail {} ({} for {}) could not be sent, next attempt in {}: {}",
                mail.id(),
                mail.kind(),
                mail.userId(),
                pause,
                reason(failure));
        queue.tryAgainIn(pause, mail);
        count(mail, Outcome.FAILED);
    }

    /** @param attempts how many there were, at least one */
    static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Servers quote the address they refuse; no log is to hold one. */
    static String reason(Exception failure) {
        String message =
                String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
        return failure.getClass().getSimpleName() + ": "
                + ADDRESS.matcher(message).replaceAll("...");
    }

    private static String name(QueuedMail mail) {
        String kind = mail.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "%d-%s-%s".formatted(mail.createdAt().toEpochMilli(), kind, mail.id());
    }

    private void count(QueuedMail mail, Outcome outcome) {
        Objects.requireNonNull(counters.get(new Series(mail.kind(), outcome))).increment();
    }

    private static Map<Series, Counter> counters(MeterRegistry meters) {
        return Arrays.stream(MailKind.values())
                .flatMap(kind -> Arrays.stream(Outcome.values()).map(outcome -> new Series(kind, outcome)))
                .collect(Collectors.toUnmodifiableMap(series -> series, series -> series.register(meters)));
    }

    private enum Outcome {
        SENT,
        FAILED,
        GIVEN_UP
    }

    private record Series(MailKind kind, Outcome outcome) {

        Counter register(MeterRegistry meters) {
            return meters.counter("talelio.mails", "kind", label(kind), "outcome", label(outcome));
        }

        private static String label(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
