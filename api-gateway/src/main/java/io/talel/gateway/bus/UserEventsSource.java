package io.talel.gateway.bus;

import io.talel.gateway.bus.ArticleChanges.ArticleChange;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The event log for a processor that takes events of users, and of articles only that there was one. Axon queues up to 1,024
 * events for a processor and does not ask whether it handles them, and an article may have a megabyte. So events of other
 * streams come without their payload: the processor only passes their positions.
 *
 * @param tellsArticles whether somebody wants to know of articles
 */
record UserEventsSource(StreamableMessageSource<TrackedEventMessage<?>> log, BooleanSupplier tellsArticles)
        implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Prefix of streams of users, see {@link io.talel.kernel.user.UserId}. */
    private static final String USER = "user-";

    /** Prefix of streams of articles, see {@link ArticleId}. */
    private static final String ARTICLE = "article-";

    /** Events of articles that readers never notice. */
    private static final Set<Class<?>> UNSEEN =
            Set.of(ArticleDrafted.class, ArticleScheduled.class, ScheduleCancelled.class);

    /** Stands for an event of another stream. */
    record PassedOver() {}

    static boolean isOfUser(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && event.getAggregateIdentifier().startsWith(USER);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new Slim(log.openStream(trackingToken), tellsArticles.getAsBoolean());
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    /** What is told of an event of an article, without its payload. */
    private static Object articleChange(EventMessage<?> message) {
        Class<?> type = message.getPayloadType();
        return message instanceof DomainEventMessage<?> event
                        && event.getAggregateIdentifier().startsWith(ARTICLE)
                        && ArticleEvent.class.isAssignableFrom(type)
                        && !UNSEEN.contains(type)
                ? new ArticleChange(id(event), event.getSequenceNumber(), type == ArticleUnpublished.class)
                : new PassedOver();
    }

    private static ArticleId id(DomainEventMessage<?> event) {
        return new ArticleId(Long.parseLong(event.getAggregateIdentifier().substring(ARTICLE.length())));
    }

    private record Slim(BlockingStream<TrackedEventMessage<?>> stream, boolean tellsArticles)
            implements BlockingStream<TrackedEventMessage<?>> {

        private TrackedEventMessage<?> slim(TrackedEventMessage<?> event) {
            return isOfUser(event)
                    ? event
                    : new GenericTrackedEventMessage<>(
                            event.trackingToken(),
                            GenericEventMessage.asEventMessage(
                                    tellsArticles ? articleChange(event) : new PassedOver()));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return slim(stream.nextAvailable());
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek().map(this::slim);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
