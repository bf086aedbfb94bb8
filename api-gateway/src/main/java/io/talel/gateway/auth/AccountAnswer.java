package io.talel.gateway.auth;

import io.talel.kernel.Recorded;
import io.talel.kernel.user.UserEvent.UserRegistered;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A new account and its user, as the event of its registration says. */
record AccountAnswer(Account account, User user) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Account(long id, Instant createdAt, Instant updatedAt, String email, boolean verified) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record User(long id, String username, String location, String avatarUrl) {}

    static AccountAnswer of(Recorded<UserRegistered> registered) {
        UserRegistered event = registered.event();
        long id = event.userId().value();
        return new AccountAnswer(
                new Account(id, registered.at(), registered.at(), event.email().value(), false),
                new User(id, event.username().value(), "", "default.jpg"));
    }
}
