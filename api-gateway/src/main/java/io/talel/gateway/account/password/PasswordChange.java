package io.talel.gateway.account.password;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.caller.Reauthentication;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.session.PendingSessionEnd;
import io.talel.gateway.auth.session.PendingSessionEnd.Why;
import io.talel.gateway.idempotency.Execution;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Changes the password of a signed-in user. */
@Service
final class PasswordChange {

    private final Reauthentication reauthentication;
    private final Passwords passwords;
    private final PasswordReplacement replacement;
    private final OwnerNetworks networks;
    private final SecurityLog log;

    PasswordChange(
            Reauthentication reauthentication,
            Passwords passwords,
            PasswordReplacement replacement,
            OwnerNetworks networks,
            SecurityLog log) {
        this.reauthentication = reauthentication;
        this.passwords = passwords;
        this.replacement = replacement;
        this.networks = networks;
        this.log = log;
    }

    /** @return always true: another outcome is a refusal */
    boolean change(
            SignedIn caller,
            PasswordChangeRequest request,
            boolean endOtherSessions,
            Client client,
            Execution execution) {
        Password chosen = Password.in("new_password", request.newPassword());
        Password.given("current_password", request.currentPassword());
        Credential known = reauthentication.check(caller.userId(), request.currentPassword(), client);
        String renewed = passwords.hash(chosen, Reauthentication.requester(caller.userId(), client));
        Optional<PendingSessionEnd> endOfOthers = endOtherSessions
                ? Optional.of(PendingSessionEnd.because(
                        Why.PASSWORD_REPLACED, caller.userId(), Optional.of(caller.sessionId())))
                : Optional.empty();
        if (!replacement.replace(caller.userId(), known.passwordHash(), renewed, endOfOthers, execution.done())) {
            throw Reauthentication.refused();
        }
        log.passwordChanged(caller.userId());
        networks.know(caller.userId(), client);
        return true;
    }
}
