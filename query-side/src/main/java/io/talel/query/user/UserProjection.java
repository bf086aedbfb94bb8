package io.talel.query.user;

import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.ErasedName;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.Username;
import io.talel.query.projection.EventFold;
import io.talel.query.projection.RowChange;
import io.talel.query.projection.RowChange.Changed;
import io.talel.query.projection.RowChange.Created;
import io.talel.query.projection.RowTable;
import java.time.Instant;

/** Keeps one row for each user. The row of a removed user shows the author of the articles that stay. */
final class UserProjection implements EventFold<UserEvent, UserColumns> {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 2;

    private static final Username ERASED = new Username(ErasedName.TEXT);

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public RowTable<UserColumns> table() {
        return UserColumns.TABLE;
    }

    @Override
    public RowChange<UserColumns> fold(UserEvent event, Instant at) {
        return switch (event) {
            case UserRegistered e -> new Created<>(new UserColumns(e.username(), Location.NONE, AvatarUrl.NONE, at));
            case LocationChanged e -> new Changed<>(new UserColumns(null, e.location(), null, null));
            case AvatarChanged e -> new Changed<>(new UserColumns(null, null, e.avatarUrl(), null));
            case UserRemoved _ -> new Changed<>(new UserColumns(ERASED, Location.NONE, AvatarUrl.NONE, null));
            // The row holds no address, but its version counts the event.
            case EmailConfirmed _, EmailChangeRequested _, EmailChanged _ -> new Changed<>(UserColumns.UNCHANGED);
        };
    }
}
