package io.talel.gateway.auth.session;

import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * That all sessions of a person ended, so that tokens count for nothing whose session Redis may have forgotten.
 *
 * @param before tokens that were issued earlier are meant
 * @param except the session that goes on
 */
record AllEnded(UserId userId, Instant before, Optional<SessionId> except) {

    /** Tokens tell seconds, and clocks of nodes differ: no token is meant that follows the end. */
    private static final int MARGIN_SECONDS = 2;

    static AllEnded at(Instant now, UserId userId, Optional<SessionId> except) {
        return new AllEnded(userId, now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(MARGIN_SECONDS), except);
    }

    /** Reads what {@link #text} wrote. */
    static AllEnded parse(String text) {
        String[] parts = text.split(" ");
        return new AllEnded(
                new UserId(Long.parseLong(parts[0])),
                Instant.ofEpochSecond(Long.parseLong(parts[1])),
                parts.length > 2 ? Optional.of(new SessionId(parts[2])) : Optional.empty());
    }

    String text() {
        return userId.value() + " " + before.getEpochSecond()
                + except.map(id -> " " + id.value()).orElse("");
    }

    boolean concerns(SessionId id, Instant issuedAt) {
        return issuedAt.isBefore(before) && !except.equals(Optional.of(id));
    }

    /** The later of two, or what two of the same second have in common. */
    AllEnded and(AllEnded other) {
        if (before.equals(other.before)) {
            return except.equals(other.except) ? this : new AllEnded(userId, before, Optional.empty());
        }
        return before.isBefore(other.before) ? other : this;
    }
}
