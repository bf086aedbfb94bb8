package io.talel.gateway.bus;

import io.talel.gateway.bus.UserEvents.Happened;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.user.UserEvent;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.jspecify.annotations.Nullable;

/** Tells {@link UserEvents} what the log says of users, and passes over all other streams, whether or not it can read them. */
final class UserEventsHandler implements EventMessageHandler {

    private final Supplier<UserEvents> told;

    UserEventsHandler(Supplier<UserEvents> told) {
        this.told = told;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return canHandleType(message.getPayloadType()) && UserEventsSource.isOfUser(message);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return UserEvent.class.isAssignableFrom(payloadType) || payloadType == UnknownEvent.class;
    }

    /** What was done outside cannot be done again. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** One of a user that this version cannot read is left to a node with a newer one. */
    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        if (!UserEventsSource.isOfUser(message)) {
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

    /** Events that were recorded before passwords were counted belong to the first. */
    private static int passwordGeneration(EventMessage<?> message) {
        return message.getMetaData().get(MessageMetaData.PASSWORD_GENERATION) instanceof Number number
                ? number.intValue()
                : 0;
    }
}
