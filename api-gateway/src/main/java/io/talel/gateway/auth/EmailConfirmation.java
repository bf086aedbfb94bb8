package io.talel.gateway.auth;

import io.talel.gateway.auth.link.LinkState;
import io.talel.gateway.auth.mail.MailKind;
import io.talel.gateway.auth.mail.MailRequests;
import io.talel.gateway.auth.mail.MailToken;
import io.talel.gateway.auth.mail.MailTokens;
import io.talel.gateway.auth.mail.MailTokens.Purpose;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal.OutdatedEmail;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserCommand.ConfirmEmail;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** How a person shows that an address is theirs: the one they have, or the one they want to have instead. */
@Service
final class EmailConfirmation {

    private final MailTokens tokens;
    private final MailRequests requests;
    private final Queries queries;
    private final Commands commands;

    EmailConfirmation(MailTokens tokens, MailRequests requests, Queries queries, Commands commands) {
        this.tokens = tokens;
        this.requests = requests;
        this.queries = queries;
        this.commands = commands;
    }

    /** Changes nothing: programs that look for bad links follow every link of a mail. */
    LinkState look(String token) {
        Optional<MailToken> read = tokens.read(Purpose.CONFIRM_EMAIL, token);
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
        return state == LinkState.GOOD
                ? confirm(tokens.read(Purpose.CONFIRM_EMAIL, token).orElseThrow())
                : state;
    }

    /** Two at once are both told of success by the look; the write side lets one of them through. */
    private LinkState confirm(MailToken token) {
        try {
            commands.send(token.userId(), new ConfirmEmail(token.userId(), token.addressGivenAt()));
            return LinkState.GOOD;
        } catch (CommandRefused refused) {
            if (refused.refusal() instanceof OutdatedEmail) {
                return LinkState.USED;
            }
            throw refused;
        }
    }

    private boolean awaits(MailToken token) {
        return queries.find(new FindAccount(token.userId()), AccountView.class)
                .filter(account -> isUnconfirmed(account, token.addressGivenAt()))
                .isPresent();
    }

    private static boolean isUnconfirmed(AccountView account, long givenAt) {
        boolean first = account.emailGivenAt() == givenAt && !account.verified();
        return first || Objects.equals(account.pendingEmailGivenAt(), givenAt);
    }

    /** Sends the link again, if there is an account of this address that has to be confirmed; nobody is told whether. */
    void resend(String email) {
        requests.request(MailKind.CONFIRM_EMAIL, email, account -> !account.verified());
    }
}
