package io.talel.query.user;

import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.query.projection.EventFold;
import io.talel.query.user.UserBatch.Registered;
import java.time.Instant;

/** Keeps one row for each user. */
final class UserProjection implements EventFold<UserEvent, UserBatch> {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 1;

    /** What v1 clients are told of a user who has not said where they live. */
    private static final String NO_LOCATION = "";

    /** What v1 clients are told of a user without a picture. */
    private static final String DEFAULT_AVATAR = "default.jpg";

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
                batch.register(new Registered(e.userId(), version, e.username(), NO_LOCATION, DEFAULT_AVATAR, at));
        }
    }
}
