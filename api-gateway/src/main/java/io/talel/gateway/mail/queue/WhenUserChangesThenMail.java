package io.talel.gateway.mail.queue;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.bus.events.UserEventListener;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Queues the confirmation of every new address. Imported users have confirmed theirs elsewhere. */
@Component
@Order(0)
final class WhenUserChangesThenMail implements UserEventListener {

    private final MailQueue queue;
    private final Queries queries;

    WhenUserChangesThenMail(MailQueue queue, Queries queries) {
        this.queue = queue;
        this.queries = queries;
    }

    @Override
    public void happened(Happened<? extends UserEvent> happened) {
        if (happened.actor().equals(MessageMetaData.IMPORT)) {
            return;
        }
        switch (happened.event()) {
            case UserRegistered e -> queue.add(MailKind.CONFIRM_EMAIL, e.userId(), happened.version(), happened.id());
            case EmailChangeRequested e -> changeRequested(e, happened);
            case EmailConfirmed _, EmailChanged _, LocationChanged _, AvatarChanged _, UserRemoved _ -> {}
        }
    }

    /**
     * Queues no link if the request was withdrawn meanwhile, but notifies the present address all the same. If the change was
     * confirmed already by a link that was requested again, the former address has been notified by then.
     */
    private void changeRequested(EmailChangeRequested event, Happened<?> happened) {
        Optional<AccountView> account = queries.find(new FindAccount(event.userId()), AccountView.class);
        account.filter(known -> known.addressVersion() < happened.version() && isAnother(event.email(), known))
                .ifPresent(known -> queue.add(
                        MailKind.EMAIL_CHANGE_REQUESTED,
                        event.userId(),
                        known.addressVersion(),
                        LinkRequests.changeTo(happened.version())));
        account.filter(known -> Objects.equals(known.pendingAddressVersion(), happened.version()))
                .ifPresent(_ -> queue.addLink(
                        event.userId(), happened.version(), happened.passwordGeneration(), happened.id()));
    }

    /** A request for the present address withdraws an earlier one. */
    private static boolean isAnother(Email wanted, AccountView account) {
        return !wanted.equals(account.email());
    }
}
