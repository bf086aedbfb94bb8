package io.talel.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** One user, who is one account. */
@SuppressWarnings("NullAway.Init") // The first event sets every field, in `on`.
final class User {

    @AggregateIdentifier
    private UserId id;

    private Instant changedAt;

    /** For Axon, which then tells it its events. */
    User() {}

    User(UserRegistered registered) {
        apply(registered);
    }

    Instant changedAt() {
        return changedAt;
    }

    @EventSourcingHandler
    void on(UserEvent event, @Timestamp Instant at) {
        changedAt = at;
        switch (event) {
            case UserRegistered e -> id = e.userId();
        }
    }
}
