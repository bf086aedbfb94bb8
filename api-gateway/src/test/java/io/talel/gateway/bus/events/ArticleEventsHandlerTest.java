package io.talel.gateway.bus.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.bus.events.ArticleEventListener.Noticed;
import io.talel.kernel.LogPosition;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class ArticleEventsHandlerTest {

    private static final ArticleNews NEWS =
            new ArticleNews(90, Kind.PUBLISHED, new ArticleId(42), new UserId(7), new Slug("hello"), 3L, Instant.EPOCH);

    private final List<Noticed> toldOfAda = new ArrayList<>();
    private final List<Noticed> toldOfAll = new ArrayList<>();

    private static ArticleEventListener listener(String wanted, List<Noticed> told) {
        return new ArticleEventListener() {
            @Override
            public boolean mayConcern(String actor) {
                return actor.startsWith(wanted);
            }

            @Override
            public void noticed(Noticed event) {
                told.add(event);
            }
        };
    }

    /** Readers notice version 3 of article 42, and nothing else. */
    private static Optional<ArticleNews> news(ArticleId article, long version) {
        return article.equals(NEWS.articleId()) && version == 3 ? Optional.of(NEWS) : Optional.empty();
    }

    private static ArticleEventsHandler handler(ArticleEventListener... told) {
        return new ArticleEventsHandler(() -> Stream.of(told), ArticleEventsHandlerTest::news);
    }

    @Test
    void whom_it_may_concern_is_told_what_readers_notice() {
        ArticleEventsHandler handler = handler(listener("user-7", toldOfAda), listener("user-", toldOfAll));
        TrackedEventMessage<?> ofAda = ArticleEventsHandler.slim(event("article-42", 3, "user-7"));
        TrackedEventMessage<?> ofBob = ArticleEventsHandler.slim(event("article-42", 3, "user-8"));

        assertThat(handler.canHandle(ofAda)).isTrue();
        handler.handle(ofAda);
        handler.handle(ofBob);

        Noticed first = new Noticed(ofAda.getIdentifier(), 3, NEWS);
        assertThat(toldOfAda).containsExactly(first);
        assertThat(toldOfAll).containsExactly(first, new Noticed(ofBob.getIdentifier(), 3, NEWS));
    }

    @Test
    void what_readers_do_not_notice_is_not_told() {
        handler(listener("user-", toldOfAll)).handle(ArticleEventsHandler.slim(event("article-42", 4, "user-7")));

        assertThat(toldOfAll).isEmpty();
    }

    @Test
    void an_event_of_an_article_comes_without_its_text_at_its_position() {
        TrackedEventMessage<?> slim = ArticleEventsHandler.slim(event("article-42", 3, "user-7"));

        assertThat(slim.getPayload()).isEqualTo(new ArticleEventsHandler.ArticleChanged(new ArticleId(42), 3));
        assertThat(slim.trackingToken()).isEqualTo(LogPosition.at(90));
    }

    @Test
    void events_of_others_and_of_other_streams_are_passed_over() {
        ArticleEventsHandler handler = handler(listener("user-7", toldOfAda));

        assertThat(handler.canHandle(ArticleEventsHandler.slim(event("article-42", 3, "user-8"))))
                .isFalse();
        TrackedEventMessage<?> ofUser = ArticleEventsHandler.slim(event("user-7", 3, "user-7"));
        assertThat(ofUser.getPayload()).isEqualTo(new SlimEvents.PassedOver());
        assertThat(handler.canHandle(ofUser)).isFalse();
    }

    @Test
    void it_refuses_replay() {
        assertThat(handler().supportsReset()).isFalse();
    }

    private static TrackedEventMessage<?> event(String stream, long version, String actor) {
        return new GenericTrackedDomainEventMessage<>(
                LogPosition.at(90),
                new GenericDomainEventMessage<>(
                        "Article", stream, version, "a megabyte", MetaData.with(MessageMetaData.ACTOR, actor)));
    }
}
