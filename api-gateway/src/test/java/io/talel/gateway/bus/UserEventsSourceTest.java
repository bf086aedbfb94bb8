package io.talel.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.bus.ArticleChanges.ArticleChange;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserEventsSourceTest {

    private static final ArticleId ID = new ArticleId(42);

    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @AfterEach
    void close() {
        log.shutDown();
    }

    @Test
    void events_of_users_come_as_they_are_and_all_others_as_positions_without_a_payload() throws InterruptedException {
        log.publish(
                new GenericDomainEventMessage<>("Article", "article-1", 0, "a megabyte"),
                new GenericDomainEventMessage<>("User", "user-7", 0, "registered"),
                new GenericDomainEventMessage<>("Image", "image-9", 0, "a picture"));

        try (BlockingStream<TrackedEventMessage<?>> users = new UserEventsSource(log, () -> true).openStream(null);
                BlockingStream<TrackedEventMessage<?>> all = log.openStream(null)) {
            for (Object payload :
                    new Object[] {new UserEventsSource.PassedOver(), "registered", new UserEventsSource.PassedOver()}) {
                assertThat(users.hasNextAvailable(30, TimeUnit.SECONDS)).isTrue();
                assertThat(users.peek().orElseThrow().getPayload()).isEqualTo(payload);
                TrackedEventMessage<?> event = users.nextAvailable();
                assertThat(event.getPayload()).isEqualTo(payload);
                assertThat(event.trackingToken()).isEqualTo(all.nextAvailable().trackingToken());
            }
        }
    }

    @Test
    void of_an_article_only_the_change_is_told_if_somebody_wants_to_know() throws InterruptedException {
        log.publish(
                article(0, new DraftPublished(ID)),
                article(1, new ArticleUnpublished(ID)),
                article(2, new ScheduleCancelled(ID)),
                article(3, new ArticleRemoved(ID)));

        assertThat(payloads(true))
                .containsExactly(
                        new ArticleChange(ID, 0, false),
                        new ArticleChange(ID, 1, true),
                        new UserEventsSource.PassedOver(),
                        new ArticleChange(ID, 3, false));
        assertThat(payloads(false)).hasSize(4).containsOnly(new UserEventsSource.PassedOver());
    }

    private List<Object> payloads(boolean articles) throws InterruptedException {
        List<Object> payloads = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> all = new UserEventsSource(log, () -> articles).openStream(null)) {
            for (int i = 0; i < 4; i++) {
                payloads.add(all.nextAvailable().getPayload());
            }
        }
        return payloads;
    }

    private static DomainEventMessage<ArticleEvent> article(long version, ArticleEvent event) {
        return new GenericDomainEventMessage<>("Article", ID.toString(), version, event);
    }
}
