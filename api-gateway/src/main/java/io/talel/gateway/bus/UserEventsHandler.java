package io.talel.gateway.bus;

import io.talel.gateway.bus.ArticleChanges.ArticleChange;
import io.talel.gateway.bus.UserEvents.Happened;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.user.UserEvent;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.jspecify.annotations.Nullable;

/**
 * Passes events of users to {@link UserEvents} and changes of articles to {@link ArticleChanges}, and skips all else, readable
 * or not.
 */
final class UserEventsHandler implements EventMessageHandler {

    private final Supplier<UserEvents> told;
    private final Consumer<ArticleChange> articles;

    UserEventsHandler(Supplier<UserEvents> told, Consumer<ArticleChange> articles) {
        this.told = told;
        this.articles = articles;
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return message.getPayloadType() == ArticleChange.class
                || (canHandleType(message.getPayloadType()) && UserEventsSource.isOfUser(message));
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return UserEvent.class.isAssignableFrom(payloadType)
                || payloadType == UnknownEvent.class
                || payloadType == ArticleChange.class;
    }

    /** False: the reactions must not be repeated. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** Leaves an event of a user that this version cannot read to a node with a newer version. */
    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        if (message.getPayload() instanceof ArticleChange change) {
            articles.accept(change);
            return null;
        }
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

    /** Events from before passwords were counted belong to generation 0. */
    private static int passwordGeneration(EventMessage<?> message) {
        return message.getMetaData().get(MessageMetaData.PASSWORD_GENERATION) instanceof Number number
                ? number.intValue()
                : 0;
    }
}
