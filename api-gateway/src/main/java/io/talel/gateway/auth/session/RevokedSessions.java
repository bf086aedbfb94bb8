package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sessions that have ended while their access tokens may still be valid. A request asks this set, never a server. The set
 * follows {@link RevocationStore} from where it last was, so it catches up after an outage of the database. It does not need
 * Redis: a node that starts without it knows the ended sessions, too.
 */
public final class RevokedSessions {

    /** More than clocks of nodes differ: an end that is forgotten too soon would bring tokens back to life. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final RevocationStore revocations;
    private final Duration retention;
    private final Clock clock;
    private final Map<SessionId, Instant> sessions = new ConcurrentHashMap<>();
    private final Map<UserId, List<EndOfAll>> people = new ConcurrentHashMap<>();
    private Instant readUpTo = Instant.EPOCH;
    private volatile Instant caughtUpAt;

    private record EndOfAll(AllSessionsEnded revoked, Instant forgottenAt) {}

    /** @param tokenLifetime how long an access token may be valid after its session has ended */
    RevokedSessions(RevocationStore revocations, Duration tokenLifetime, Clock clock) {
        this.revocations = revocations;
        this.retention = tokenLifetime.plus(MARGIN);
        this.clock = clock;
        this.caughtUpAt = clock.instant();
    }

    boolean contains(SessionId id) {
        return sessions.containsKey(id);
    }

    /**
     * Whether tokens of this session are void.
     *
     * @param begunAt when the session began
     */
    public boolean concerns(SessionId id, UserId userId, Instant begunAt) {
        return contains(id)
                || people.getOrDefault(userId, List.of()).stream()
                        .anyMatch(end -> end.revoked().concerns(id, begunAt));
    }

    /** How long ago this was complete; at first, how long ago it began. */
    Duration sinceCaughtUp() {
        return Duration.between(caughtUpAt, clock.instant());
    }

    void add(SessionId id) {
        sessions.putIfAbsent(id, forgottenAt());
    }

    void add(AllSessionsEnded revoked) {
        people.compute(revoked.userId(), (_, known) -> with(revoked, known == null ? List.of() : known));
    }

    /** Replaces an earlier end that spared the same session. */
    private List<EndOfAll> with(AllSessionsEnded revoked, List<EndOfAll> known) {
        if (known.stream().anyMatch(end -> end.revoked().equals(revoked))) {
            return known;
        }
        Stream<EndOfAll> others = known.stream()
                .filter(end -> !end.revoked().spared().equals(revoked.spared())
                        || end.revoked().endedAt().isAfter(revoked.endedAt()));
        return Stream.concat(others, Stream.of(new EndOfAll(revoked, forgottenAt())))
                .toList();
    }

    /** Reads the revocations recorded since the last call; drops those whose tokens have all expired. */
    synchronized void catchUp() {
        Instant since = readUpTo.equals(Instant.EPOCH) ? revocations.now().minus(retention) : readUpTo;
        readUpTo = revocations.read(since, this::add, this::add);
        Instant now = clock.instant();
        sessions.values().removeIf(now::isAfter);
        people.replaceAll((_, ends) ->
                ends.stream().filter(end -> !now.isAfter(end.forgottenAt())).toList());
        people.values().removeIf(List::isEmpty);
        caughtUpAt = now;
    }

    private Instant forgottenAt() {
        return clock.instant().plus(retention);
    }
}
