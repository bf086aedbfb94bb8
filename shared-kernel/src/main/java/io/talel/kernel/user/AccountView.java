package io.talel.kernel.user;

import java.time.Instant;

/** An account as its owner may see it. */
public record AccountView(Instant createdAt, Instant updatedAt, Email email, boolean verified, UserView user) {}
