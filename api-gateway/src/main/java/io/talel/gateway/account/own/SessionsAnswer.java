package io.talel.gateway.account.own;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.gateway.auth.session.ListedSession;
import io.talel.gateway.auth.session.SessionId;
import java.time.Instant;
import java.util.List;

/** The sessions of a person, the latest first. */
record SessionsAnswer(List<Item> sessions) {

    /** @param current whether it is the session of the caller */
    record Item(
            String id,
            @JsonProperty("user_agent") String userAgent,
            String network,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("last_seen_at") Instant lastSeenAt,
            boolean current) {}

    static SessionsAnswer of(List<ListedSession> sessions, SessionId current) {
        return new SessionsAnswer(sessions.stream()
                .map(session -> new Item(
                        session.id().value(),
                        session.agent(),
                        session.network(),
                        session.createdAt(),
                        session.seenAt(),
                        session.id().equals(current)))
                .toList());
    }
}
