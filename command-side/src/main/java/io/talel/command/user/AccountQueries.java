package io.talel.command.user;

import io.talel.command.claims.NameClaims;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountQuery.FindAddress;
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
import io.talel.kernel.user.UserId;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers about accounts from their streams, which never lag; reads a long stream from its snapshot on. */
final class AccountQueries {

    private final EventStore log;
    private final NameClaims names;
    private final Snapshotter snapshotter;

    AccountQueries(EventStore log, NameClaims names, Snapshotter snapshotter) {
        this.log = log;
        this.names = names;
        this.snapshotter = snapshotter;
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccountByEmail query) {
        return names.ownerOf(query.email()).flatMap(this::account);
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccount query) {
        return account(query.userId());
    }

    @QueryHandler
    Optional<Email> handle(FindAddress query) {
        return account(query.userId())
                .flatMap(_ -> log.readEvents(query.userId().toString(), query.addressVersion())
                        .asStream()
                        .limit(1)
                        .filter(event -> event.getSequenceNumber() == query.addressVersion())
                        .findFirst())
                .flatMap(event -> Optional.ofNullable(givenBy((UserEvent) event.getPayload())));
    }

    /** Takes a missing snapshot of a long stream, as after a restore, since the next change may be years away. */
    private Optional<AccountView> account(UserId userId) {
        DomainEventStream events = log.readEvents(userId.toString());
        if (!events.hasNext()) {
            return Optional.empty();
        }
        User user = events.peek().getPayload() instanceof User
                ? (User) events.next().getPayload()
                : new User();
        int read = 0;
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            user.on((UserEvent) event.getPayload(), event.getTimestamp(), event.getSequenceNumber());
            read++;
        }
        Optional<AccountView> account = user.account();
        if (read > User.EVENTS_A_SNAPSHOT && account.isPresent()) {
            snapshotter.scheduleSnapshot(User.class, userId.toString());
        }
        return account;
    }

    private static @Nullable Email givenBy(UserEvent event) {
        return switch (event) {
            case UserRegistered e -> e.email();
            case EmailChangeRequested e -> e.email();
            case EmailChanged e -> e.email();
            case EmailConfirmed _, LocationChanged _, AvatarChanged _, UserRemoved _ -> null;
        };
    }
}
