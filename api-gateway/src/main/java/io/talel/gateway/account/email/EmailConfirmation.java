package io.talel.gateway.account.email;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.link.LinkPurpose;
import io.talel.gateway.auth.link.LinkToken;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.Execution;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotentRequest;
import io.talel.gateway.mail.page.LinkState;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal.EmailTaken;
import io.talel.kernel.Refusal.OutdatedEmail;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import io.talel.kernel.user.UserId;
import java.util.Objects;
import org.springframework.stereotype.Service;

/**
 * Confirms the present or the requested address of a user by a link. The link to a requested address becomes void when the
 * password changes.
 */
@Service
public final class EmailConfirmation {

    private final LinkTokens tokens;
    private final Credentials credentials;
    private final Queries queries;
    private final Commands commands;
    private final SecurityLog log;
    private final Idempotency idempotency;

    EmailConfirmation(
            LinkTokens tokens,
            Credentials credentials,
            Queries queries,
            Commands commands,
            SecurityLog log,
            Idempotency idempotency) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.queries = queries;
        this.commands = commands;
        this.log = log;
        this.idempotency = idempotency;
    }

    /** Changes nothing, since link scanners follow every link of a mail. */
    LinkState look(String token) {
        return tokens.read(LinkPurpose.CONFIRM_EMAIL, token).map(this::look).orElse(LinkState.MALFORMED);
    }

    private LinkState look(LinkToken token) {
        if (tokens.isExpired(token)) {
            return LinkState.EXPIRED;
        }
        return awaits(token) ? LinkState.GOOD : LinkState.USED;
    }

    LinkState confirm(IdempotentRequest request, String token) {
        return tokens.read(LinkPurpose.CONFIRM_EMAIL, token)
                .map(read -> idempotency.once(request, () -> "", LinkState.GOOD, execution -> confirm(read, execution)))
                .orElse(LinkState.MALFORMED);
    }

    private LinkState confirm(LinkToken token, Execution execution) {
        LinkState state = look(token);
        if (state == LinkState.USED && execution.isRepeated() && isConfirmedSince(token)) {
            return LinkState.GOOD;
        }
        return state == LinkState.GOOD ? confirm(token.userId(), token.addressVersion()) : state;
    }

    /** What an attempt that died after it has confirmed the address leaves. */
    private boolean isConfirmedSince(LinkToken token) {
        return queries.find(new FindAccount(token.userId()), AccountView.class)
                .filter(account -> account.verified() && account.addressVersion() >= token.addressVersion())
                .isPresent();
    }

    /** Two requests at once may both see an unconfirmed address; the write side accepts one of them. */
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

    /** Refuses for disabled users: a thief may have requested the change. */
    private boolean isToBeChanged(AccountView account, LinkToken token) {
        return Objects.equals(account.pendingAddressVersion(), token.addressVersion())
                && credentials
                        .find(token.userId())
                        .filter(credential -> !credential.isDisabled())
                        .filter(credential -> tokens.isBoundTo(credential.passwordHash(), token))
                        .isPresent();
    }

    /** A password reset by mail has confirmed the address already. */
    public void proven(UserId userId, long addressVersion) {
        queries.find(new FindAccount(userId), AccountView.class)
                .filter(account -> isUnconfirmed(account, addressVersion))
                .ifPresent(_ -> confirm(userId, addressVersion));
    }
}
