package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountQuery.FindAddress;
import io.talel.kernel.user.AccountQuery.ListOwnEvents;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.PastEvent;
import io.talel.kernel.user.UserEvent;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.EmailChangeRequested;
import io.talel.kernel.user.UserEvent.EmailChanged;
import io.talel.kernel.user.UserEvent.EmailConfirmed;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;

/** Answers about accounts from their streams, which never lag. */
final class AccountQueries {

    private final EventStore log;
    private final NameClaims names;

    AccountQueries(EventStore log, NameClaims names) {
        this.log = log;
        this.names = names;
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccountByEmail query) {
        return names.ownerOf(query.email()).flatMap(owner -> account(events(owner)));
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccount query) {
        return account(events(query.userId()));
    }

    @QueryHandler
    Optional<Email> handle(FindAddress query) {
        List<? extends DomainEventMessage<?>> events = events(query.userId());
        return account(events).isEmpty()
                ? Optional.empty()
                : events.stream()
                        .filter(event -> event.getSequenceNumber() == query.givenAt())
                        .findFirst()
                        .flatMap(event -> givenBy((UserEvent) event.getPayload()));
    }

    @QueryHandler
    List<PastEvent> handle(ListOwnEvents query) {
        List<? extends DomainEventMessage<?>> events = events(query.userId());
        return account(events).isEmpty()
                ? List.of()
                : events.stream()
                        .map(event -> new PastEvent(
                                event.getSequenceNumber(),
                                event.getTimestamp(),
                                event.getPayloadType().getSimpleName(),
                                (UserEvent) event.getPayload()))
                        .toList();
    }

    private List<? extends DomainEventMessage<?>> events(UserId userId) {
        return log.readEvents(userId.toString()).asStream().toList();
    }

    private static Optional<AccountView> account(List<? extends DomainEventMessage<?>> events) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        User user = new User();
        events.forEach(
                event -> user.on((UserEvent) event.getPayload(), event.getTimestamp(), event.getSequenceNumber()));
        return user.account();
    }

    private static Optional<Email> givenBy(UserEvent event) {
        return switch (event) {
            case UserRegistered e -> Optional.of(e.email());
            case EmailChangeRequested e -> Optional.of(e.email());
            case EmailChanged e -> Optional.of(e.email());
            case EmailConfirmed _, LocationChanged _, AvatarChanged _, UserRemoved _ -> Optional.empty();
        };
    }
}
