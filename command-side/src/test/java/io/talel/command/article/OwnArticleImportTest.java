package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.published;

import io.talel.command.Users;
import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.personal.PersonKeys;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.ImportOwnArticle;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class OwnArticleImportTest {

    private static final Instant THEN = Instant.parse("2019-03-31T00:59:59.123456Z");
    private static final Instant LATER = Instant.parse("2020-02-29T12:00:00Z");

    private final AggregateTestFixture<Article> article = fixture(TestKeys.OF_EVERYBODY);

    @Test
    void it_is_published_as_of_then_and_has_changed_as_of_then() {
        article.givenNoPriorActivity()
                .when(imported("Hello", false, LATER))
                .expectEvents(published(HELLO, "Hello", 3), ArticleRevised.of(HELLO, content("Hello", "# Hello")))
                .expectResultMessagePayload(
                        new Recorded<>(new StreamVersion("article-42", 1), THEN, published(HELLO, "Hello", 3)));
    }

    @Test
    void a_draft_is_one_here_and_one_that_never_changed_has_one_event() {
        article.givenNoPriorActivity()
                .when(imported("Hello", true, THEN))
                .expectEvents(drafted(HELLO, "Hello", 3))
                .expectResultMessagePayload(
                        new Recorded<>(new StreamVersion("article-42", 0), THEN, drafted(HELLO, "Hello", 3)));
    }

    @Test
    void what_was_imported_is_imported_already() {
        article.givenCurrentTime(THEN)
                .andGiven(published(HELLO, "Hello", 2))
                .when(imported("Hello", false, LATER))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new Recorded<>(new StreamVersion("article-42", 0), THEN, published(HELLO, "Hello", 2)));
    }

    @Test
    void another_text_in_its_place_is_left_alone() {
        article.given(published(HELLO, "Hello"))
                .when(imported("Bye", false, THEN))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Conflict("article-42").toString());
    }

    @Test
    void nothing_is_imported_for_an_author_who_is_not_there() {
        fixture(TestKeys.OF_NOBODY)
                .givenNoPriorActivity()
                .when(imported("Hello", false, THEN))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("user-7").toString());
    }

    private static ImportOwnArticle imported(String title, boolean draft, Instant updatedAt) {
        return new ImportOwnArticle(
                HELLO, Users.ADA, new Slug("hello"), content(title, "# Hello"), draft, THEN, updatedAt);
    }

    /** Three is the next free number of every slug. */
    private static AggregateTestFixture<Article> fixture(PersonKeys keys) {
        AggregateTestFixture<Article> fixture = new AggregateTestFixture<>(Article.class);
        fixture.registerAnnotatedCommandHandler(new ArticleImporting(
                new BackdatedEvents(new EmptyAtFirst(fixture.getEventStore())),
                (_, _, _) -> {},
                (_, _) -> _ -> 3,
                keys));
        return fixture;
    }

    /** The log of a fixture, which knows no stream that is not there. */
    private record EmptyAtFirst(EventStore log) implements EventStore {

        @Override
        public Optional<Long> lastSequenceNumberFor(String stream) {
            try {
                return log.lastSequenceNumberFor(stream);
            } catch (AggregateNotFoundException _) {
                return Optional.empty();
            }
        }

        @Override
        public DomainEventStream readEvents(String stream) {
            return log.readEvents(stream);
        }

        @Override
        public void publish(List<? extends EventMessage<?>> events) {
            log.publish(events);
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            log.storeSnapshot(snapshot);
        }

        @Override
        public Registration subscribe(Consumer<List<? extends EventMessage<?>>> messages) {
            return log.subscribe(messages);
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super EventMessage<?>> interceptor) {
            return log.registerDispatchInterceptor(interceptor);
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken position) {
            return log.openStream(position);
        }
    }
}
