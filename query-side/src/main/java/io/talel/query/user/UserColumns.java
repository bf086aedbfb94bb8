package io.talel.query.user;

import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.Username;
import io.talel.query.projection.RowColumns;
import io.talel.query.projection.RowContent;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Columns of a user, null where a change leaves one as it is. */
record UserColumns(
        @Nullable Username username,
        @Nullable Location location,
        @Nullable AvatarUrl avatarUrl,
        @Nullable Instant createdAt)
        implements RowContent<UserColumns> {

    private static final RowColumns<UserColumns> CHANGING = RowColumns.<UserColumns>none()
            .text("username", UserColumns::username, Username::value)
            .text("location", UserColumns::location, Location::value)
            .text("avatar_url", UserColumns::avatarUrl, AvatarUrl::value);

    static final RowTable<UserColumns> TABLE = new RowTable<>(
            RowStatement.upsert("user_account", CHANGING.instant("created_at", UserColumns::createdAt)),
            RowStatement.update("user_account", CHANGING),
            RowStatement.none(),
            RowStatement.none());

    static final UserColumns UNCHANGED = new UserColumns(null, null, null, null);

    @Override
    public UserColumns then(UserColumns later) {
        return new UserColumns(
                later.username == null ? username : later.username,
                later.location == null ? location : later.location,
                later.avatarUrl == null ? avatarUrl : later.avatarUrl,
                later.createdAt == null ? createdAt : later.createdAt);
    }
}
