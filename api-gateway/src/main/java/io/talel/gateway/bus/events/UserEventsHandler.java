package io.talel.gateway.bus.events;

import io.talel.gateway.bus.events.UserEventListener.Happened;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.user.UserEvent;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Passes events of users to {@link UserEventListener}, and skips all other streams, readable or not. */
final class UserEventsHandler implements EventMessageHandler {

    /** Prefix of streams of users, see {@link io.talel.kernel.user.UserId}. */
    private static final String USER = "user-";

    private final Supplier<UserEventListener> told;

    UserEventsHandler(Supplier<UserEventListener> told) {
        this.told = told;
    }

    /** Events of users come as they are, all others as positions. */
    static TrackedEventMessage<?> slim(TrackedEventMessage<?> event) {
        return isOfUser(event) ? event : SlimEvents.passedOver(event);
    }

    private static boolean isOfUser(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && event.getAggregateIdentifier().startsWith(USER);
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return canHandleType(message.getPayloadType()) && isOfUser(message);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return UserEvent.class.isAssignableFrom(payloadType) || payloadType == UnknownEvent.class;
    }

    /** False: the reactions must not be repeated. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** Leaves an event of a user that this version cannot read to a node with a newer version. */
    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        if (!isOfUser(message)) {
            return null;
        }
        switch (message.getPayload()) {
            case UserEvent event -> told.get().happened(happened((DomainEventMessage<?>) message, event));
            case UnknownEvent unknown -> throw unknown.refused();
            default -> {}
        }
        return null;
    }

    private static Happened<UserEvent> happened(DomainEventMessage<?> message, UserEvent event) {
        return new Happened<>(
                message.getIdentifier(),
                message.getSequenceNumber(),
                String.valueOf(message.getMetaData().get(MessageMetaData.ACTOR)),
                passwordGeneration(message),
                event);
    }

    /** Events from before passwords were counted belong to generation 0. */
    private static int passwordGeneration(EventMessage<?> message) {
        return message.getMetaData().get(MessageMetaData.PASSWORD_GENERATION) instanceof Number number
                ? number.intValue()
                : 0;
    }
}
