package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;

import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleState;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** Fixtures in which every author is there and three is the next free number of a slug. */
final class ArticleFixtures {

    /** When everything happens in {@link #state}. */
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

    private ArticleFixtures() {}

    static AggregateTestFixture<Article> create() {
        AggregateTestFixture<Article> article = new AggregateTestFixture<>(Article.class);
        article.registerAnnotatedCommandHandler(
                new ArticlePublishing(article.getRepository(), (_, _) -> 3, TestKeys.OF_EVERYBODY));
        article.registerAnnotatedCommandHandler(new ArticleRevising(
                article.getRepository(), (stream, upTo, kinds) -> last(article, stream, upTo, kinds)));
        return article;
    }

    private static Optional<DomainEventMessage<?>> last(
            AggregateTestFixture<Article> article, String stream, long upTo, List<Class<?>> kinds) {
        return article.getEventStore()
                .readEvents(stream)
                .asStream()
                .filter(event -> event.getSequenceNumber() <= upTo && kinds.contains(event.getPayloadType()))
                .<DomainEventMessage<?>>map(event -> event)
                .reduce((_, later) -> later);
    }

    /** Everything happened at {@link #NOW}. */
    static ArticleState state(long version, ArticleStatus status, String title, String body) {
        return new ArticleState(HELLO, version, status, NOW, NOW, new Slug("hello"), content(title, body), false, null);
    }
}
