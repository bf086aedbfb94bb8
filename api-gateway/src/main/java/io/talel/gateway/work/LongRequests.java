package io.talel.gateway.work;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Long requests of one kind under way on a node. One goes on until another person asks for the same and there is no room. */
public final class LongRequests {

    /** Time after which a request makes room for another. */
    private static final Duration GUARANTEED_TIME = Duration.ofMinutes(10);

    /** Time after which a person with a request under way may ask again. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Clock clock;
    private final int most;

    /** The oldest first. */
    private final SequencedMap<UserId, Turn> underWay = new LinkedHashMap<>();

    /** @param most requests at once: each holds a connection and an article */
    public LongRequests(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /**
     * Asks whether a request can begin now; takes nothing, so slow senders hold nobody up.
     *
     * @throws HttpRefusal with 429 if the person has one under way, with 503 if too many others have
     */
    public synchronized void requireRoom(UserId person) {
        if (underWay.containsKey(person)) {
            throw HttpRefusal.tooManyRequests(RETRY_AFTER);
        }
        if (underWay.size() >= most && clock.instant().isBefore(oldest().guaranteedUntil)) {
            throw HttpRefusal.unavailable();
        }
    }

    /** @throws HttpRefusal as above */
    public synchronized Turn begin(UserId person) {
        requireRoom(person);
        if (underWay.size() >= most) {
            oldest().over = true;
            end(oldest());
        }
        Turn turn = new Turn(person, clock.instant().plus(GUARANTEED_TIME));
        underWay.put(person, turn);
        return turn;
    }

    private Turn oldest() {
        return underWay.firstEntry().getValue();
    }

    private synchronized void end(Turn turn) {
        underWay.remove(turn.person, turn);
    }

    /** One request, until it is closed. */
    public final class Turn implements AutoCloseable {

        private final UserId person;
        private final Instant guaranteedUntil;
        private volatile boolean over;

        private Turn(UserId person, Instant guaranteedUntil) {
            this.person = person;
            this.guaranteedUntil = guaranteedUntil;
        }

        /** Whether the request had to make room for another. */
        public boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            end(this);
        }
    }
}
