package io.talel.gateway.account.password;

import io.talel.gateway.account.login.SessionEndDispatch;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.session.PendingSessionEnd;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.MailQueue;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces a password. One transaction stores the hash, queues the notice to its owner, cancels mails about another address and
 * schedules the end of sessions. The request for that address is withdrawn afterwards: its link works no more.
 */
@Service
final class PasswordReplacement {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordReplacement.class);

    private final Credentials credentials;
    private final MailQueue mails;
    private final SessionEndDispatch ends;
    private final Queries queries;
    private final Commands commands;
    private final TransactionTemplate transaction;

    PasswordReplacement(
            Credentials credentials,
            MailQueue mails,
            SessionEndDispatch ends,
            Queries queries,
            Commands commands,
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager eventStoreTransactionManager) {
        this.credentials = credentials;
        this.mails = mails;
        this.ends = ends;
        this.queries = queries;
        this.commands = commands;
        this.transaction = new TransactionTemplate(eventStoreTransactionManager);
    }

    /**
     * Ends the sessions first, so that nothing else happens without Redis, and again afterwards, when the old password begins
     * no more sessions.
     *
     * @param end which sessions end; empty: none
     * @param alongside runs in the transaction that stores the hash; false rolls it back
     * @return whether the hash was stored; not if the stored one has changed meanwhile
     */
    boolean replace(
            UserId userId, String known, String renewed, Optional<PendingSessionEnd> end, BooleanSupplier alongside) {
        end.ifPresent(ends::endFirst);
        boolean replaced = store(userId, known, renewed, end, alongside);
        if (replaced) {
            end.ifPresent(ends::tryNow);
            withdrawEmailChange(userId);
        }
        return replaced;
    }

    private boolean store(
            UserId userId, String known, String renewed, Optional<PendingSessionEnd> end, BooleanSupplier alongside) {
        Optional<AccountView> account = queries.find(new FindAccount(userId), AccountView.class);
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!credentials.replacePassword(userId, known, renewed) || !alongside.getAsBoolean()) {
                status.setRollbackOnly();
                return false;
            }
            end.ifPresent(ends::add);
            mails.takeBack(MailKind.CONFIRM_EMAIL_CHANGE, userId);
            account.ifPresent(owner -> mails.add(
                    MailKind.PASSWORD_CHANGED,
                    userId,
                    owner.addressVersion(),
                    UUID.randomUUID().toString()));
            return true;
        }));
    }

    /**
     * Withdraws what was asked for with the old password. A failure is logged, since the password is replaced; the command is
     * refused if the account changes at this moment.
     */
    private void withdrawEmailChange(UserId userId) {
        try {
            queries.find(new FindAccount(userId), AccountView.class)
                    .filter(account -> account.pendingEmail() != null)
                    .ifPresent(account -> commands.send(
                            userId,
                            new RequestEmailChange(
                                    userId, account.email(), account.user().version())));
        } catch (RuntimeException e) {
            LOG.warn("The e-mail that {} asked for with the old password still waits: {}", userId, e.toString());
        }
    }
}
