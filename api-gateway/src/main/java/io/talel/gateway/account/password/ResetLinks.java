package io.talel.gateway.account.password;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.link.LinkPurpose;
import io.talel.gateway.auth.link.LinkToken;
import io.talel.gateway.auth.link.LinkTokens;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.auth.throttle.ThrottledAction;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.mail.page.LinkState;
import io.talel.gateway.mail.queue.LinkRequests;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The links that set a new password: mails them and checks them. */
@Component
final class ResetLinks {

    private final Throttle throttle;
    private final LinkRequests requests;
    private final LinkTokens tokens;
    private final Credentials credentials;
    private final Queries queries;

    ResetLinks(Throttle throttle, LinkRequests requests, LinkTokens tokens, Credentials credentials, Queries queries) {
        this.throttle = throttle;
        this.requests = requests;
        this.tokens = tokens;
        this.credentials = credentials;
        this.queries = queries;
    }

    /** Sends a link if an account has this address. The answer does not reveal that. */
    void request(IdempotencyKey key, String email, Client client) {
        try (Attempt attempt = throttle.begin(ThrottledAction.RESET, email, client)) {
            requests.request(key.by(client), MailKind.PASSWORD_RESET, email, _ -> true);
            attempt.succeeded();
        }
    }

    LinkState look(String link) {
        Optional<LinkToken> token = read(link);
        if (token.isEmpty()) {
            return LinkState.MALFORMED;
        }
        if (tokens.isExpired(token.get())) {
            return LinkState.EXPIRED;
        }
        return hashToReplace(token.get()).isPresent() ? LinkState.GOOD : LinkState.USED;
    }

    Optional<LinkToken> read(String link) {
        return tokens.read(LinkPurpose.RESET_PASSWORD, link);
    }

    /** The stored hash, if the link was made for it and for the present address. */
    Optional<String> hashToReplace(LinkToken token) {
        return queries.find(new FindAccount(token.userId()), AccountView.class)
                .filter(account -> account.addressVersion() == token.addressVersion())
                .flatMap(_ -> credentials.passwordHash(token.userId()))
                .filter(hash -> tokens.isBoundTo(hash, token));
    }
}
