package io.talel.gateway.account.password;

import io.talel.gateway.account.email.EmailConfirmation;
import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.caller.Reauthentication;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.Password;
import io.talel.gateway.auth.credential.Passwords;
import io.talel.gateway.auth.link.LinkToken;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.auth.link.LinkTokens.Purpose;
import io.talel.gateway.auth.session.PendingSessionEnd;
import io.talel.gateway.auth.session.PendingSessionEnd.Why;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.page.LinkState;
import io.talel.gateway.mail.queue.LinkRequests;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Sets a new password by a link in a mail. */
@Service
final class PasswordReset {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordReset.class);

    private final Throttle throttle;
    private final LinkRequests requests;
    private final LinkTokens tokens;
    private final Passwords passwords;
    private final Credentials credentials;
    private final PasswordReplacement replacement;
    private final EmailConfirmation confirmation;
    private final Queries queries;
    private final SecurityLog log;

    PasswordReset(
            Throttle throttle,
            LinkRequests requests,
            LinkTokens tokens,
            Passwords passwords,
            Credentials credentials,
            PasswordReplacement replacement,
            EmailConfirmation confirmation,
            Queries queries,
            SecurityLog log) {
        this.throttle = throttle;
        this.requests = requests;
        this.tokens = tokens;
        this.passwords = passwords;
        this.credentials = credentials;
        this.replacement = replacement;
        this.confirmation = confirmation;
        this.queries = queries;
        this.log = log;
    }

    /** Sends a link if an account has this address. The answer does not reveal that. */
    void request(String email, Client client) {
        try (Attempt attempt = throttle.begin(Action.RESET, email, client)) {
            requests.request(MailKind.PASSWORD_RESET, email, _ -> true);
            attempt.succeeded();
        }
    }

    /** Changes nothing. */
    LinkState look(String link) {
        Optional<LinkToken> token = tokens.read(Purpose.RESET_PASSWORD, link);
        if (token.isEmpty()) {
            return LinkState.MALFORMED;
        }
        if (tokens.isExpired(token.get())) {
            return LinkState.EXPIRED;
        }
        return hashToReplace(token.get()).isPresent() ? LinkState.GOOD : LinkState.USED;
    }

    /** Ends all sessions, since a thief who knows the password may have one. */
    LinkState reset(String link, String password, Client client) {
        LinkState state = look(link);
        if (state != LinkState.GOOD) {
            return state;
        }
        Password chosen = new Password(password);
        LinkToken token = tokens.read(Purpose.RESET_PASSWORD, link).orElseThrow();
        String renewed = passwords.hash(chosen, Reauthentication.requester(token.userId(), client));
        PendingSessionEnd end = PendingSessionEnd.because(Why.PASSWORD_REPLACED, token.userId(), Optional.empty());
        boolean replaced = hashToReplace(token)
                .filter(known -> replacement.replace(token.userId(), known, renewed, Optional.of(end)))
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
        afterwards(() -> know(userId, client));
        afterwards(() -> confirmation.proven(userId, token.addressVersion()));
    }

    /** The owner has read the mail, so the network becomes known: failures elsewhere do not delay the owner there. */
    private void know(UserId userId, Client client) {
        queries.find(new FindAccount(userId), AccountView.class).ifPresent(account -> credentials
                .find(userId)
                .ifPresent(
                        credential -> throttle.know(account.email().value(), credential.passwordGeneration(), client)));
    }

    /** The password is set even if a later step fails. */
    private static void afterwards(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warn("A password was reset, but not all that follows was done: {}", e.toString());
        }
    }

    /** The stored hash, if the link was made for it and for the present address. */
    private Optional<String> hashToReplace(LinkToken token) {
        return queries.find(new FindAccount(token.userId()), AccountView.class)
                .filter(account -> account.addressVersion() == token.addressVersion())
                .flatMap(_ -> credentials.passwordHash(token.userId()))
                .filter(hash -> tokens.isBoundTo(hash, token));
    }
}
