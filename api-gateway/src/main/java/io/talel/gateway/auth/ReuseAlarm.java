package io.talel.gateway.auth;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.mail.MailKind;
import io.talel.gateway.auth.mail.MailQueue;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/** What follows when a refresh token turns out to be in two hands: its session has ended, and its owner is to know why. */
@Service
final class ReuseAlarm {

    private static final Logger LOG = LoggerFactory.getLogger(ReuseAlarm.class);

    private final SecurityLog log;
    private final Queries queries;
    private final MailQueue mails;

    ReuseAlarm(SecurityLog log, Queries queries, MailQueue mails) {
        this.log = log;
        this.queries = queries;
        this.mails = mails;
    }

    void raise(UserId userId, SessionId sessionId, Client client) {
        log.refreshTokenReused(userId, sessionId, client);
        try {
            queries.find(new FindAccount(userId), AccountView.class)
                    .ifPresent(account -> mails.add(
                            MailKind.SESSION_REUSED, userId, account.emailGivenAt(), "session " + sessionId.value()));
        } catch (DataAccessException e) {
            LOG.error("{} is not told that session {} was stolen", userId, sessionId.value(), e);
        }
    }
}
