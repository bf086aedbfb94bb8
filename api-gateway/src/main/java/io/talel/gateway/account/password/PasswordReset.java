package io.talel.gateway.account.password;

import io.talel.gateway.account.email.EmailConfirmation;
import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.caller.Reauthentication;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.link.LinkToken;
import io.talel.gateway.auth.session.PendingSessionEnd;
import io.talel.gateway.auth.session.PendingSessionEnd.Why;
import io.talel.gateway.idempotency.Execution;
import io.talel.gateway.mail.page.LinkState;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Sets a new password by a link in a mail. */
@Service
final class PasswordReset {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordReset.class);

    private final ResetLinks links;
    private final Passwords passwords;
    private final PasswordReplacement replacement;
    private final EmailConfirmation confirmation;
    private final OwnerNetworks networks;
    private final SecurityLog log;

    PasswordReset(
            ResetLinks links,
            Passwords passwords,
            PasswordReplacement replacement,
            EmailConfirmation confirmation,
            OwnerNetworks networks,
            SecurityLog log) {
        this.links = links;
        this.passwords = passwords;
        this.replacement = replacement;
        this.confirmation = confirmation;
        this.networks = networks;
        this.log = log;
    }

    /** Ends all sessions, since a thief who knows the password may have one. */
    LinkState reset(String link, String password, Client client, Execution execution) {
        LinkState state = links.look(link);
        if (state != LinkState.GOOD) {
            return state;
        }
        Password chosen = new Password(password);
        LinkToken token = links.read(link).orElseThrow();
        String renewed = passwords.hash(chosen, Reauthentication.requester(token.userId(), client));
        PendingSessionEnd end = PendingSessionEnd.because(Why.PASSWORD_REPLACED, token.userId(), Optional.empty());
        boolean replaced = links.hashToReplace(token)
                .filter(known ->
                        replacement.replace(token.userId(), known, renewed, Optional.of(end), execution.done()))
                .isPresent();
        if (!replaced) {
            return LinkState.USED;
        }
        wasReset(token, client);
        return LinkState.GOOD;
    }

    private void wasReset(LinkToken token, Client client) {
        UserId userId = token.userId();
        log.passwordReset(userId);
        networks.know(userId, client);
        confirm(token);
    }

    /** The password is set even if its owner has to confirm the address once more. */
    private void confirm(LinkToken token) {
        try {
            confirmation.proven(token.userId(), token.addressVersion());
        } catch (RuntimeException e) {
            LOG.warn("A password was reset, but the address is not confirmed: {}", e.toString());
        }
    }
}
