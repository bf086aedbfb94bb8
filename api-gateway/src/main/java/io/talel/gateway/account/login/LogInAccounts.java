package io.talel.gateway.account.login;

import io.talel.gateway.auth.credential.EnteredEmail;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds accounts for log-ins, and decides which may log in. */
@Component
final class LogInAccounts {

    private final LogInSettings settings;
    private final Queries queries;

    LogInAccounts(LogInSettings settings, Queries queries) {
        this.settings = settings;
        this.queries = queries;
    }

    Optional<AccountView> find(EnteredEmail email) {
        return email.address().flatMap(known -> queries.find(new FindAccountByEmail(known), AccountView.class));
    }

    /** The address may have to be confirmed first. */
    boolean mayLogIn(AccountView account) {
        return account.verified() || !settings.requireVerifiedEmail();
    }
}
