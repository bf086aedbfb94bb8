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

/** Tells {@link UserEvents} what the log says. */
final class UserEventsHandler implements EventMessageHandler {

    private final Supplier<UserEvents> told;

    UserEventsHandler(Supplier<UserEvents> told) {
        this.told = told;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return canHandleType(message.getPayloadType());
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

    /** One that this version cannot read may be of a user: it is left to a node with a newer one. */
    @Override
    public @Nullable Object handle(EventMessage<?> message) {
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
                event);
    }
}
