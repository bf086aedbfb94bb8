package io.talel.gateway.live;

import io.talel.gateway.web.answer.EndlessAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream of one client. It has the place that the client has reached, and little that was not taken yet. */
final class LiveStream implements EndlessAnswer.Writer {

    /** After so many bytes nothing more is handed to the connection until the client has taken them; one event may exceed it. */
    static final int MOST_AT_ONCE = 16 * 1024;

    /** After such a silence proxies would take the connection for dead. */
    static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(15);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private final String network;
    private final Consumer<LiveStream> closed;
    private @Nullable EndlessAnswer answer;
    private ByteBuffer untaken = NOTHING;
    private long place;
    private long sentAt;
    private boolean ended;

    /** @param closed is called when the connection is gone */
    LiveStream(String network, Consumer<LiveStream> closed) {
        this.network = network;
        this.closed = closed;
    }

    String network() {
        return network;
    }

    /** Must be called before the stream is opened. */
    synchronized void beginAfter(long begun, long retry) {
        place = begun;
        untaken = ByteBuffer.wrap(ServerSentEvents.beginning(begun, retry));
    }

    @Override
    public synchronized void opened(EndlessAnswer opened) {
        answer = opened;
        if (ended) {
            opened.end();
        } else {
            send(untaken, System.nanoTime());
        }
    }

    @Override
    public void closed() {
        closed.accept(this);
    }

    synchronized void end() {
        ended = true;
        if (answer != null) {
            answer.end();
        }
    }

    /**
     * Sends what is next.
     *
     * @return whether that is only in the log
     */
    synchronized boolean push(RecentNews recent, long now) {
        if (!isReady(now)) {
            return false;
        }
        Optional<List<ServerSentEvent>> next = recent.after(place);
        next.ifPresent(events -> take(events, Math.max(place, recent.through()), now));
        return next.isEmpty();
    }

    /** The place after which the client needs news from the log; empty if it has to take something first, or is gone. */
    synchronized Optional<Long> wanted(long now) {
        return isReady(now) ? Optional.of(place) : Optional.empty();
    }

    /** Sends news from the log, unless the stream has got further meanwhile. @param asked place after which they come */
    synchronized void takeAfter(long asked, List<ServerSentEvent> events, long through, long now) {
        if (place == asked && isReady(now)) {
            take(events, through, now);
        }
    }

    /** @param through place up to which these are all the news */
    private void take(List<ServerSentEvent> events, long through, long now) {
        if (events.isEmpty()) {
            place = through;
            if (now - sentAt >= HEARTBEAT_INTERVAL.toNanos()) {
                send(ByteBuffer.wrap(ServerSentEvents.HEARTBEAT), now);
            }
            return;
        }
        int count = 0;
        int length = 0;
        while (count < events.size() && length < MOST_AT_ONCE) {
            length += events.get(count).bytes().length;
            count++;
        }
        place = count < events.size() ? events.get(count - 1).place() : through;
        send(joined(events.subList(0, count), length), now);
    }

    /** One event is not copied: all streams send the same bytes. */
    private static ByteBuffer joined(List<ServerSentEvent> events, int length) {
        if (events.size() == 1) {
            return ByteBuffer.wrap(events.getFirst().bytes());
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        events.forEach(event -> joined.put(event.bytes()));
        return joined.flip();
    }

    /** Whether the client is there and has taken everything so far. */
    private boolean isReady(long now) {
        if (answer == null || ended) {
            return false;
        }
        if (untaken.hasRemaining()) {
            send(untaken, now);
        }
        return !ended && !untaken.hasRemaining();
    }

    private void send(ByteBuffer bytes, long now) {
        try {
            Objects.requireNonNull(answer).write(bytes);
            untaken = bytes.hasRemaining() ? bytes : NOTHING;
            sentAt = now;
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
            ended = true;
            untaken = NOTHING;
            closed.accept(this);
        }
    }
}
