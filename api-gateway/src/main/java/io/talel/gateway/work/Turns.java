package io.talel.gateway.account.own;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/** The exports under way on a node. A long one goes on until another person asks for an export and there is no room. */
@Component
final class ExportTurns {

    /** Most exports at once: each holds a connection and an article. */
    private static final int MAX_CONCURRENT = 4;

    /** Time after which an export makes room for another. */
    private static final Duration GUARANTEED_TIME = Duration.ofMinutes(10);

    /** Time after which a person with an export under way may ask again. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Clock clock;

    /** The oldest first. */
    private final SequencedMap<UserId, Turn> underWay = new LinkedHashMap<>();

    ExportTurns(Clock clock) {
        this.clock = clock;
    }

    /** @throws HttpRefusal with 429 if the person has an export under way, with 503 if too many others have */
    synchronized Turn begin(UserId person) {
        if (underWay.containsKey(person)) {
            throw HttpRefusal.tooManyRequests(RETRY_AFTER);
        }
        if (underWay.size() >= MAX_CONCURRENT) {
            makeRoom();
        }
        Turn turn = new Turn(person, clock.instant().plus(GUARANTEED_TIME));
        underWay.put(person, turn);
        return turn;
    }

    private void makeRoom() {
        Turn oldest = underWay.firstEntry().getValue();
        if (clock.instant().isBefore(oldest.guaranteedUntil)) {
            throw HttpRefusal.unavailable();
        }
        oldest.over = true;
        end(oldest);
    }

    private synchronized void end(Turn turn) {
        underWay.remove(turn.person, turn);
    }

    /** One export, until it is closed. */
    final class Turn implements AutoCloseable {

        private final UserId person;
        private final Instant guaranteedUntil;
        private volatile boolean over;

        private Turn(UserId person, Instant guaranteedUntil) {
            this.person = person;
            this.guaranteedUntil = guaranteedUntil;
        }

        /** Whether the export had to make room for another. */
        boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            end(this);
        }
    }
}
