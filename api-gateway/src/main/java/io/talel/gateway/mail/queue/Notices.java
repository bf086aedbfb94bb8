package io.talel.gateway.mail.queue;

import io.talel.gateway.bus.Queries;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Queues notices about changes of an account. A failure to queue one does not fail the change. */
@Component
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final MailQueue queue;
    private final Queries queries;

    Notices(MailQueue queue, Queries queries) {
        this.queue = queue;
        this.queries = queries;
    }

    /** @param cause unique name of the change */
    public void tell(MailKind kind, UserId userId, String cause) {
        try {
            queries.find(new FindAccount(userId), AccountView.class)
                    .ifPresent(account -> queue.add(kind, userId, account.addressVersion(), cause));
        } catch (RuntimeException e) {
            LOG.warn("The notice {} to {} could not be queued: {}", kind, userId, e.toString());
        }
    }
}
