package io.talel.query.user;

import io.talel.kernel.UnknownEvent;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.UnitOfWorkRows;
import io.talel.query.user.UserBatch.Registered;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps one row for each user. */
final class UserProjection {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 1;

    /** What v1 clients are told of a user who has not said where they live. */
    private static final String NO_LOCATION = "";

    /** What v1 clients are told of a user without a picture. */
    private static final String DEFAULT_AVATAR = "default.jpg";

    private final UnitOfWorkRows<UserBatch> rows;

    UserProjection(GenerationWriter generation) {
        this.rows = new UnitOfWorkRows<>(generation, UserBatch::new);
    }

    @EventHandler
    void on(UserEvent event, @SequenceNumber long version, @Timestamp Instant at) {
        UserBatch batch = rows.current();
        switch (event) {
            case UserRegistered e ->
                batch.register(new Registered(e.userId(), version, e.username(), NO_LOCATION, DEFAULT_AVATAR, at));
        }
    }

    @EventHandler
    void on(UnknownEvent event) {
        throw event.refused();
    }
}
