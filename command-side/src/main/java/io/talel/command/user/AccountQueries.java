package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers about accounts from their streams, which never lag. */
final class AccountQueries {

    private static final String NO_LOCATION = "";
    private static final String DEFAULT_AVATAR = "default.jpg";

    private final EventStore log;
    private final NameClaims names;

    AccountQueries(EventStore log, NameClaims names) {
        this.log = log;
        this.names = names;
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccountByEmail query) {
        return names.ownerOf(query.email()).flatMap(this::read);
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccount query) {
        return read(query.userId());
    }

    private Optional<AccountView> read(UserId userId) {
        DomainEventStream events = log.readEvents(userId.toString());
        @Nullable AccountView account = null;
        while (events.hasNext()) {
            account = after(events.next());
        }
        return Optional.ofNullable(account);
    }

    private static AccountView after(DomainEventMessage<?> message) {
        return switch ((UserEvent) message.getPayload()) {
            case UserRegistered e ->
                new AccountView(
                        message.getTimestamp(),
                        message.getTimestamp(),
                        e.email(),
                        false,
                        new UserView(
                                e.userId(), message.getSequenceNumber(), e.username(), NO_LOCATION, DEFAULT_AVATAR));
        };
    }
}
