package io.talel.gateway.account.email;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.link.LinkToken;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.auth.link.LinkTokens.Purpose;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.page.LinkState;
import io.talel.gateway.mail.queue.LinkRequests;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal.EmailTaken;
import io.talel.kernel.Refusal.OutdatedEmail;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserId;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * How a person shows that an address is theirs: the one they have, or the one they want to have instead. The link for
 * another one counts for as long as the password that it was asked for with: whoever loses that loses the request.
 */
@Service
public final class EmailConfirmation {

    private final Throttle throttle;
    private final LinkTokens tokens;
    private final LinkRequests requests;
    private final Credentials credentials;
    private final Queries queries;
    private final Commands commands;
    private final SecurityLog log;

    EmailConfirmation(
            Throttle throttle,
            LinkTokens tokens,
            LinkRequests requests,
            Credentials credentials,
            Queries queries,
            Commands commands,
            SecurityLog log) {
        this.throttle = throttle;
        this.tokens = tokens;
        this.requests = requests;
        this.credentials = credentials;
        this.queries = queries;
        this.commands = commands;
        this.log = log;
    }

    /** Changes nothing: programs that look for bad links follow every link of a mail. */
    LinkState look(String token) {
        Optional<LinkToken> read = tokens.read(Purpose.CONFIRM_EMAIL, token);
        if (read.isEmpty()) {
            return LinkState.MALFORMED;
        }
        if (tokens.isExpired(read.get())) {
            return LinkState.EXPIRED;
        }
        return awaits(read.get()) ? LinkState.GOOD : LinkState.USED;
    }

    LinkState confirm(String token) {
        LinkState state = look(token);
        if (state != LinkState.GOOD) {
            return state;
        }
        LinkToken read = tokens.read(Purpose.CONFIRM_EMAIL, token).orElseThrow();
        return confirm(read.userId(), read.addressVersion());
    }

    /** Two at once both see that it is not confirmed; the write side lets one of them through. */
    private LinkState confirm(UserId userId, long addressVersion) {
        try {
            commands.send(userId, new ConfirmEmail(userId, addressVersion));
        } catch (CommandRefused refused) {
            return switch (refused.refusal()) {
                case OutdatedEmail _ -> LinkState.USED;
                case EmailTaken _ -> LinkState.TAKEN;
                default -> throw refused;
            };
        }
        log.emailConfirmed(userId);
        return LinkState.GOOD;
    }

    private boolean awaits(LinkToken token) {
        return queries.find(new FindAccount(token.userId()), AccountView.class)
                .filter(account -> isUnconfirmed(account, token.addressVersion()) || isToBeChanged(account, token))
                .isPresent();
    }

    private static boolean isUnconfirmed(AccountView account, long addressVersion) {
        return account.addressVersion() == addressVersion && !account.verified();
    }

    /** Nothing is changed of who is disabled: whoever asked for it may be why. */
    private boolean isToBeChanged(AccountView account, LinkToken token) {
        return Objects.equals(account.pendingAddressVersion(), token.addressVersion())
                && credentials
                        .find(token.userId())
                        .filter(credential -> !credential.isDisabled())
                        .filter(credential -> tokens.isBoundTo(credential.passwordHash(), token))
                        .isPresent();
    }

    /** Whoever reads the mails of this address has proven it in another way. */
    public void proven(UserId userId, long addressVersion) {
        queries.find(new FindAccount(userId), AccountView.class)
                .filter(account -> isUnconfirmed(account, addressVersion))
                .ifPresent(_ -> confirm(userId, addressVersion));
    }

    /** Sends the link again, if there is an account of this address that has to be confirmed; nobody is told whether. */
    void resend(String email, Client client) {
        try (Attempt attempt = throttle.begin(Action.RESEND, email, client)) {
            requests.request(MailKind.CONFIRM_EMAIL, email, account -> !account.verified());
            attempt.succeeded();
        }
    }
}
