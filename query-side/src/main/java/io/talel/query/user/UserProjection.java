package io.talel.query.user;

import io.talel.kernel.user.AvatarUrl;
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
import io.talel.query.user.UserBatch.Changed;
import io.talel.query.user.UserBatch.Registered;
import java.time.Instant;

/** Keeps one row for each user. The row of a removed user shows the author of the articles that stay. */
final class UserProjection implements EventFold<UserEvent, UserBatch> {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 2;

    private static final Username ERASED = new Username(Username.ERASED);

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public UserBatch emptyBatch() {
        return new UserBatch();
    }

    @Override
    public void fold(UserBatch batch, UserEvent event, long version, Instant at) {
        switch (event) {
            case UserRegistered e ->
                batch.register(
                        new Registered(e.userId(), version, e.username(), Location.NONE, AvatarUrl.NONE, at, at));
            case LocationChanged e -> batch.change(new Changed(e.userId(), version, null, e.location(), null, at));
            case AvatarChanged e -> batch.change(new Changed(e.userId(), version, null, null, e.avatarUrl(), at));
            case UserRemoved e ->
                batch.change(new Changed(e.userId(), version, ERASED, Location.NONE, AvatarUrl.NONE, at));
            // The row holds no address, but its version counts the event.
            case EmailConfirmed e -> batch.change(Changed.nothing(e.userId(), version, at));
            case EmailChangeRequested e -> batch.change(Changed.nothing(e.userId(), version, at));
            case EmailChanged e -> batch.change(Changed.nothing(e.userId(), version, at));
        }
    }
}
