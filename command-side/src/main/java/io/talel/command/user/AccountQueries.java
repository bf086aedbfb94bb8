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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Answers about accounts from their streams, which never lag. */
final class AccountQueries {

    private final EventStore log;
    private final NameClaims names;
    private final Serializer serializer;

    /** @param serializer that of the log, which knows under which names events are stored */
    AccountQueries(EventStore log, NameClaims names, Serializer serializer) {
        this.log = log;
        this.names = names;
        this.serializer = serializer;
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccountByEmail query) {
        return names.ownerOf(query.email()).flatMap(owner -> account(owner, _ -> {}));
    }

    @QueryHandler
    Optional<AccountView> handle(FindAccount query) {
        return account(query.userId(), _ -> {});
    }

    @QueryHandler
    Optional<Email> handle(FindAddress query) {
        AtomicReference<@Nullable Email> address = new AtomicReference<>();
        return account(query.userId(), event -> {
                    if (event.getSequenceNumber() == query.givenAt()) {
                        address.set(givenBy((UserEvent) event.getPayload()));
                    }
                })
                .flatMap(_ -> Optional.ofNullable(address.get()));
    }

    @QueryHandler
    List<PastEvent> handle(ListOwnEvents query) {
        String stream = query.userId().toString();
        return isRemoved(stream)
                ? List.of()
                : log.readEvents(stream, query.after() + 1)
                        .asStream()
                        .limit(query.limit())
                        .map(event -> new PastEvent(
                                event.getSequenceNumber(),
                                event.getTimestamp(),
                                serializer.typeForClass(event.getPayloadType()).getName(),
                                (UserEvent) event.getPayload()))
                        .toList();
    }

    /** Nothing follows a removal. */
    private boolean isRemoved(String stream) {
        return log.lastSequenceNumberFor(stream).stream()
                .flatMap(last -> log.readEvents(stream, last).asStream())
                .anyMatch(event -> event.getPayload() instanceof UserRemoved);
    }

    /** @param seen is told of every event, of which none is kept: a stream may be long */
    private Optional<AccountView> account(UserId userId, Consumer<DomainEventMessage<?>> seen) {
        DomainEventStream events = log.readEvents(userId.toString());
        if (!events.hasNext()) {
            return Optional.empty();
        }
        User user = new User();
        events.forEachRemaining(event -> {
            user.on((UserEvent) event.getPayload(), event.getTimestamp(), event.getSequenceNumber());
            seen.accept(event);
        });
        return user.account();
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
