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
import io.talel.query.user.UserBatch.Changed;
import io.talel.query.user.UserBatch.Registered;
import java.time.Instant;
import java.util.function.Consumer;

/** Keeps one row for each user. The row of a removed user shows the author of the articles that stay. */
final class UserProjection implements EventFold<UserEvent, UserBatch> {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 2;

    private static final Username ERASED = new Username(ErasedName.TEXT);

    @Override
    public Class<UserEvent> events() {
        return UserEvent.class;
    }

    @Override
    public UserBatch emptyBatch() {
        return new UserBatch();
    }

    @Override
    public Consumer<UserBatch> fold(UserEvent event, long version, Instant at) {
        return switch (event) {
            case UserRegistered e -> {
                Registered row =
                        new Registered(e.userId(), version, e.username(), Location.NONE, AvatarUrl.NONE, at, at);
                yield batch -> batch.register(row);
            }
            case LocationChanged e -> change(new Changed(e.userId(), version, null, e.location(), null, at));
            case AvatarChanged e -> change(new Changed(e.userId(), version, null, null, e.avatarUrl(), at));
            case UserRemoved e -> change(new Changed(e.userId(), version, ERASED, Location.NONE, AvatarUrl.NONE, at));
            // The row holds no address, but its version counts the event.
            case EmailConfirmed e -> change(Changed.nothing(e.userId(), version, at));
            case EmailChangeRequested e -> change(Changed.nothing(e.userId(), version, at));
            case EmailChanged e -> change(Changed.nothing(e.userId(), version, at));
        };
    }

    private static Consumer<UserBatch> change(Changed row) {
        return batch -> batch.change(row);
    }
}
