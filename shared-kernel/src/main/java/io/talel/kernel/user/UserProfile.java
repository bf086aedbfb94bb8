package io.talel.kernel.user;

import java.time.Instant;

/** A user and since when they are one. */
public record UserProfile(UserView user, Instant createdAt) {}
