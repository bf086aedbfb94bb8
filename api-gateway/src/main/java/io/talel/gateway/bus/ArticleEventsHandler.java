package io.talel.gateway.bus;

import io.talel.gateway.bus.ArticleEvents.ArticleChanged;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleId;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Passes events of articles to {@link ArticleEvents}, and skips all other streams, readable or not. */
final class ArticleEventsHandler implements EventMessageHandler {

    /** Prefix of streams of articles, see {@link ArticleId}. */
    private static final String ARTICLE = "article-";

    private final Supplier<ArticleEvents> told;

    ArticleEventsHandler(Supplier<ArticleEvents> told) {
        this.told = told;
    }

    /** Drops the texts of articles. An event that this version cannot read stays, so that it stops the processor. */
    static TrackedEventMessage<?> slim(TrackedEventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> changed)
                || !changed.getAggregateIdentifier().startsWith(ARTICLE)) {
            return SlimEvents.passedOver(event);
        }
        return event.getPayloadType() == UnknownEvent.class
                ? event
                : new GenericTrackedEventMessage<>(
                        event.trackingToken(),
                        new GenericEventMessage<>(
                                event.getIdentifier(),
                                changed(changed, event),
                                event.getMetaData(),
                                event.getTimestamp()));
    }

    private static ArticleChanged changed(DomainEventMessage<?> event, TrackedEventMessage<?> tracked) {
        return new ArticleChanged(
                event.getIdentifier(),
                new ArticleId(Long.parseLong(event.getAggregateIdentifier().substring(ARTICLE.length()))),
                event.getSequenceNumber(),
                tracked.trackingToken().position().orElse(0),
                String.valueOf(event.getMetaData().get(MessageMetaData.ACTOR)));
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return message.getPayload() instanceof ArticleChanged changed
                ? told.get().mayConcern(changed.actor())
                : message.getPayloadType() == UnknownEvent.class && told.get().mayConcern("");
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return payloadType == ArticleChanged.class || payloadType == UnknownEvent.class;
    }

    /** False: the reactions must not be repeated. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** Leaves an event that this version cannot read to a node with a newer version. */
    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        switch (message.getPayload()) {
            case ArticleChanged changed -> told.get().happened(changed);
            case UnknownEvent unknown -> throw unknown.refused();
            default -> {}
        }
        return null;
    }
}
