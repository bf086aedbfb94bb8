package io.talel.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.bus.ArticleEvents.ArticleChanged;
import io.talel.kernel.LogPosition;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.article.ArticleId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class ArticleEventsHandlerTest {

    private final List<ArticleChanged> told = new ArrayList<>();
    private final ArticleEventsHandler handler = new ArticleEventsHandler(() -> new ArticleEvents() {
        @Override
        public boolean mayConcern(String actor) {
            return actor.equals("user-7");
        }

        @Override
        public void happened(ArticleChanged changed) {
            told.add(changed);
        }
    });

    @Test
    void an_event_of_an_article_comes_without_its_text() {
        TrackedEventMessage<?> slim = ArticleEventsHandler.slim(event("article-42", "user-7"));

        assertThat(handler.canHandle(slim)).isTrue();
        handler.handle(slim);

        assertThat(told).containsExactly(new ArticleChanged(slim.getIdentifier(), new ArticleId(42), 3, 90, "user-7"));
        assertThat(slim.trackingToken()).isEqualTo(LogPosition.at(90));
    }

    @Test
    void events_of_others_and_of_other_streams_are_passed_over() {
        assertThat(handler.canHandle(ArticleEventsHandler.slim(event("article-42", "user-8"))))
                .isFalse();
        TrackedEventMessage<?> ofUser = ArticleEventsHandler.slim(event("user-7", "user-7"));
        assertThat(ofUser.getPayload()).isEqualTo(new SlimEvents.PassedOver());
        assertThat(handler.canHandle(ofUser)).isFalse();
    }

    @Test
    void it_refuses_replay() {
        assertThat(handler.supportsReset()).isFalse();
    }

    private static TrackedEventMessage<?> event(String stream, String actor) {
        return new GenericTrackedDomainEventMessage<>(
                LogPosition.at(90),
                new GenericDomainEventMessage<>(
                        "Article", stream, 3, "a megabyte", MetaData.with(MessageMetaData.ACTOR, actor)));
    }
}
