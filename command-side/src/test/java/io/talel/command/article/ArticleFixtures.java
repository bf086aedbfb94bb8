package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;

import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** Fixtures in which every author is there and three is the next free number of a title's slug. */
final class ArticleFixtures {

    /** When everything happens in {@link #state}. */
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

    /** Articles that want it get it with the number 3, or keep the 2; every other one is free. */
    static final Slug TAKEN = new Slug("taken");

    private ArticleFixtures() {}

    static AggregateTestFixture<Article> create() {
        AggregateTestFixture<Article> article = new AggregateTestFixture<>(Article.class);
        article.registerAnnotatedCommandHandler(
                new NewArticles(article.getRepository(), (_, _) -> 3, TestKeys.OF_EVERYBODY));
        EventsInMemory events = new EventsInMemory(
                stream -> article.getEventStore().readEvents(stream).asStream().toList());
        article.registerAnnotatedCommandHandler(new ArticleRevising(
                article.getRepository(), events, (wanted, _) -> presentNumber -> number(wanted, presentNumber)));
        article.registerAnnotatedCommandHandler(new ArticleReverting(article.getRepository(), events));
        return article;
    }

    private static int number(Slug wanted, int presentNumber) {
        return wanted.equals(TAKEN) ? presentNumber == 2 ? 2 : 3 : 1;
    }

    /** Everything happened at {@link #NOW}. */
    static RecordedArticle state(long version, ArticleStatus status, String title, String body) {
        return new RecordedArticle(
                HELLO, version, status, NOW, NOW, new Slug("hello"), content(title, body), false, null);
    }

    static Matcher<Throwable> matching(Refusal refusal) {
        return new CustomTypeSafeMatcher<>("refused with " + refusal) {
            @Override
            protected boolean matchesSafely(Throwable failure) {
                return failure instanceof CommandRefused refused
                        && refused.refusal().equals(refusal);
            }
        };
    }
}
