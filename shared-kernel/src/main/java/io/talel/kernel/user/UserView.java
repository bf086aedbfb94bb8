package io.talel.kernel.user;

/**
 * A user as everybody may see them.
 *
 * @param version version of the user's stream that this shows
 * @param location free text, empty when not given
 * @param avatarUrl {@code default.jpg} when none was uploaded
 */
public record UserView(UserId id, long version, Username username, String location, String avatarUrl) {}
