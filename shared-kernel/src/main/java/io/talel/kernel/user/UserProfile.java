package io.talel.kernel.user;

import java.time.Instant;

/**
 * A user's page.
 *
 * @param createdAt since when they are a user
 * @param articles how many of theirs can be read
 */
public record UserProfile(UserView user, Instant createdAt, long articles) {}
