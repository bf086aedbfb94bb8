package io.talel.gateway.account.own;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account and its user, as the owner sees them. */
record OwnAccountAnswer(Account account, UserAnswer user) {

    /** @param pendingEmail the requested address, which is not confirmed yet */
    record Account(
            UserId id,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt,
            Email email,
            boolean verified,
            @JsonProperty("pending_email") @Nullable Email pendingEmail) {}

    static OwnAccountAnswer of(AccountView view) {
        Account account = new Account(
                view.user().id(),
                view.createdAt(),
                view.updatedAt(),
                view.email(),
                view.verified(),
                view.pendingEmail());
        return new OwnAccountAnswer(account, UserAnswer.of(view.user()));
    }

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "OwnAccountAnswer";
    }
}
