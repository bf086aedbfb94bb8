package io.talel.gateway.account.register;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.Recorded;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import java.time.Instant;

/** A new account and its user, as the event of the registration says. */
record AccountAnswer(Account account, UserAnswer user) {

    record Account(
            UserId id,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt,
            Email email,
            boolean verified) {}

    static AccountAnswer of(Recorded<UserRegistered> registered) {
        UserRegistered event = registered.event();
        return new AccountAnswer(
                new Account(event.userId(), registered.at(), registered.at(), event.email(), false),
                UserAnswer.plain(event.userId(), event.username()));
    }

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "AccountAnswer";
    }
}
