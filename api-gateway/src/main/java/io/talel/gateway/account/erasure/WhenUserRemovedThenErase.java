package io.talel.gateway.account.erasure;

import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.schema.PersonalRows;
import io.talel.gateway.bus.events.UserEventListener;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Deletes the credential and mails of a removed person, disables the webhooks and queues the erasure, in one transaction with
 * the position in the log. Runs after {@code WhenUserChangesThenMail}, which an earlier event may cause to queue a mail.
 */
@Component
@Order
final class WhenUserRemovedThenErase implements UserEventListener {

    private final ErasureQueue queue;
    private final Credentials credentials;
    private final List<PersonalRows> rows;
    private final SecurityLog log;

    WhenUserRemovedThenErase(ErasureQueue queue, Credentials credentials, List<PersonalRows> rows, SecurityLog log) {
        this.queue = queue;
        this.credentials = credentials;
        this.rows = rows;
        this.log = log;
    }

    @Override
    public void happened(Happened<? extends UserEvent> happened) {
        switch (happened.event()) {
            case UserRemoved e -> {
                credentials.remove(e.userId());
                rows.forEach(each -> each.stop(e.userId()));
                queue.add(e.userId(), e.articles());
                log.accountErased(e.userId());
            }
            case UserRegistered _,
                    EmailConfirmed _,
                    EmailChangeRequested _,
                    EmailChanged _,
                    LocationChanged _,
                    AvatarChanged _ -> {}
        }
    }
}
