package io.talel.gateway.bus.events;

import io.talel.gateway.bus.events.ArticleEventListener.Noticed;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.news.ArticleNews;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Passes what readers can notice to {@link ArticleEventListener}, and skips all streams but those of articles, readable or not. */
final class ArticleEventsHandler implements EventMessageHandler {

    /** Prefix of streams of articles, see {@link ArticleId}. */
    private static final String ARTICLE = "article-";

    private final Supplier<Stream<ArticleEventListener>> told;
    private final BiFunction<ArticleId, Long, Optional<ArticleNews>> news;

    /** @param news finds what readers can notice of a version */
    ArticleEventsHandler(
            Supplier<Stream<ArticleEventListener>> told, BiFunction<ArticleId, Long, Optional<ArticleNews>> news) {
        this.told = told;
        this.news = news;
    }

    /** Stands for an event of an article. */
    record ArticleChanged(ArticleId articleId, long version) {}

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
                                event.getIdentifier(), changed(changed), event.getMetaData(), event.getTimestamp()));
    }

    private static ArticleChanged changed(DomainEventMessage<?> event) {
        return new ArticleChanged(
                new ArticleId(Long.parseLong(event.getAggregateIdentifier().substring(ARTICLE.length()))),
                event.getSequenceNumber());
    }

    private Stream<ArticleEventListener> concerned(EventMessage<?> message) {
        String actor = String.valueOf(message.getMetaData().get(MessageMetaData.ACTOR));
        return told.get().filter(each -> each.mayConcern(actor));
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return canHandleType(message.getPayloadType())
                && concerned(message).findAny().isPresent();
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
            case ArticleChanged changed -> happened(message, changed);
            case UnknownEvent unknown -> throw unknown.refused();
            default -> {}
        }
        return null;
    }

    private void happened(EventMessage<?> message, ArticleChanged changed) {
        news.apply(changed.articleId(), changed.version())
                .map(noticed -> new Noticed(message.getIdentifier(), changed.version(), noticed))
                .ifPresent(event -> concerned(message).forEach(each -> each.noticed(event)));
    }
}
