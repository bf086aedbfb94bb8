package io.talel.gateway.auth.session;

import java.time.Instant;

/**
 * A session as its owner may see it.
 *
 * @param agent kind of program that it was begun with
 * @param network where it was begun, coarsely
 * @param seenAt when it was last refreshed, or begun
 */
public record ListedSession(SessionId id, String agent, String network, Instant createdAt, Instant seenAt) {}
