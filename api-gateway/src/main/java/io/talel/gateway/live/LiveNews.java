package io.talel.gateway.live;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.news.NewsLog;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the log for all clients of this node, as long as there are any: reads each news once and hands it to every stream.
 * Clients that are far behind are left to {@link CatchUp}.
 */
@Component
final class LiveNews {

    /** How long a client waits at most for the answer whether the log has its place. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Most requests that wait for a place which the log may not have: each holds a connection, and anybody can name a place. */
    static final int MOST_WAITING = 100;

    /** Least time between two looks at the log, and longest time until bytes are offered again that a client did not take. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How often the log is looked at without a signal. */
    private static final Duration REGULAR_LOOK = Duration.ofMillis(300);

    /** An event is often settled only when the log is looked at again. */
    private static final int LOOKS_A_SIGNAL = 3;

    private static final long NANOS_A_MILLI = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(LiveNews.class);

    private final NewsLog log;
    private final ServerSentEvents format;
    private final OpenStreams streams;
    private final CatchUp behind;

    private @Nullable RecentNews recent;
    private boolean failing;
    private int due;
    private int waiting;

    /** How often the log has been read to its end. */
    private long reads;

    private long lookedAt = System.nanoTime() - REGULAR_LOOK.toNanos();

    LiveNews(NewsLog log, ServerSentEvents format, OpenStreams streams, CatchUp behind) {
        this.log = log;
        this.format = format;
        this.streams = streams;
        this.behind = behind;
        log.onCommit(this::signal);
    }

    private synchronized void signal() {
        due = LOOKS_A_SIGNAL;
        notifyAll();
    }

    /**
     * The place at which a stream begins. Another node may have read further than this one, so a place that is not known yet is
     * waited for.
     *
     * @param wanted empty for the present
     * @throws InvalidValue if the log can be read to its end, and there is no news at that place or later
     * @throws HttpRefusal with 503 if the log cannot be read, or not soon enough, or too many wait for places
     */
    synchronized long begin(Optional<LastEventId> wanted) throws InterruptedException {
        signal();
        waiting++;
        try {
            return awaitPlace(wanted);
        } finally {
            waiting--;
        }
    }

    private synchronized long awaitPlace(Optional<LastEventId> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long enough = reads + LOOKS_A_SIGNAL;
        while (true) {
            RecentNews known = recent;
            if (known != null && wanted.map(LastEventId::place).orElse(0L) <= known.last()) {
                return wanted.map(LastEventId::place).orElse(known.last());
            }
            if (known != null && waiting > MOST_WAITING) {
                throw HttpRefusal.unavailable();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw wanted.isEmpty() || known == null || failing || reads < enough || mayCome(wanted.get(), known)
                        ? HttpRefusal.unavailable()
                        : wanted.get().unknown();
            }
            wait(Math.max(1, left / NANOS_A_MILLI));
        }
    }

    /** Whether the log has the place, but a transaction that has not ended keeps it from being read so far. */
    private boolean mayCome(LastEventId wanted, RecentNews known) {
        return wanted.place() > known.through() && wanted.place() <= log.end();
    }

    /** Sends whatever can be sent, after a pause; while nobody is there, waits for somebody. */
    void round() throws InterruptedException {
        if (streams.size() == 0) {
            awaitSomebody();
        }
        awaitNext();
        if (isTimeToLook()) {
            look();
        }
        RecentNews known = known();
        if (known != null) {
            long now = System.nanoTime();
            streams.all().stream().filter(stream -> stream.push(known, now)).forEach(behind::add);
        }
    }

    private synchronized void awaitSomebody() throws InterruptedException {
        recent = null;
        while (streams.size() == 0) {
            due = 0;
            wait();
        }
    }

    private synchronized void awaitNext() throws InterruptedException {
        long begun = System.nanoTime();
        for (long left = leftOfPause(begun); left > 0; left = leftOfPause(begun)) {
            wait(Math.max(1, left / NANOS_A_MILLI));
        }
    }

    /** A signal ends the pause as soon as the log may be looked at again. */
    private long leftOfPause(long begun) {
        return (due > 0 ? lookedAt : begun) + PAUSE.toNanos() - System.nanoTime();
    }

    private synchronized boolean isTimeToLook() {
        long since = System.nanoTime() - lookedAt;
        if (since < PAUSE.toNanos() || (due == 0 && since < REGULAR_LOOK.toNanos())) {
            return false;
        }
        due = Math.max(0, due - 1);
        lookedAt = System.nanoTime();
        return true;
    }

    private void look() {
        try {
            RecentNews known = known();
            if (known == null) {
                OptionalLong last = log.last();
                if (last.isEmpty()) {
                    return;
                }
                known = RecentNews.of(last.getAsLong());
            }
            readOn(known);
        } catch (RuntimeException e) {
            if (know(known(), true)) {
                LOG.warn("Clients of the stream of events get nothing new: {}", e.toString());
            }
        }
    }

    private void readOn(RecentNews known) {
        NewsLog.Page page;
        RecentNews reached = known;
        do {
            page = log.after(reached.through());
            long now = System.nanoTime();
            reached = reached.plus(page, format.of(page.news(), now), now);
            know(reached, false);
        } while (!page.isEnd());
        countRead();
    }

    private synchronized void countRead() {
        reads++;
    }

    private synchronized @Nullable RecentNews known() {
        return recent;
    }

    /** @return whether it has just begun to fail */
    private synchronized boolean know(@Nullable RecentNews now, boolean fails) {
        boolean begins = fails && !failing;
        recent = now;
        failing = fails;
        notifyAll();
        return begins;
    }
}
