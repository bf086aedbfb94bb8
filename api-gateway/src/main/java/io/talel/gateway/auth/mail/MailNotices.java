package io.talel.gateway.auth.mail;

import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails that tell people what has just been done to their account. It is done, whether or not they can be told. */
public final class MailNotices {

    private static final Logger LOG = LoggerFactory.getLogger(MailNotices.class);

    private final MailQueue queue;
    private final Queries queries;

    MailNotices(MailQueue queue, Queries queries) {
        this.queue = queue;
        this.queries = queries;
    }

    /** @param cause what tells it from everything else that happens to the person */
    public void tell(MailKind kind, UserId userId, String cause) {
        try {
            queries.find(new FindAccount(userId), AccountView.class)
                    .ifPresent(account -> queue.add(kind, userId, account.emailGivenAt(), cause));
        } catch (RuntimeException e) {
            LOG.warn("{} is not told by mail ({}): {}", userId, kind, e.toString());
        }
    }
}
