package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.publish;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.remove;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.revise;
import static io.talel.command.Articles.revised;

import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import java.time.Instant;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArticleTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

    private AggregateTestFixture<Article> article;

    @BeforeEach
    void setUp() {
        article = new AggregateTestFixture<>(Article.class);
        article.registerAnnotatedCommandHandler(
                new ArticlePublishing(article.getRepository(), (_, _) -> 3, TestKeys.OF_EVERYBODY));
    }

    @Test
    void a_published_article_gets_the_free_slug_of_its_title() {
        article.givenCurrentTime(NOW)
                .when(publish(HELLO, "Hello World"))
                .expectEvents(published(HELLO, "Hello World", 3))
                .expectResultMessagePayload(
                        new Recorded<>(new StreamVersion("article-42", 0), NOW, published(HELLO, "Hello World", 3)));
    }

    @Test
    void nothing_is_published_of_an_author_who_is_not_there() {
        AggregateTestFixture<Article> ofNobody = new AggregateTestFixture<>(Article.class);
        ofNobody.registerAnnotatedCommandHandler(
                new ArticlePublishing(ofNobody.getRepository(), (_, _) -> 3, TestKeys.OF_NOBODY));

        ofNobody.givenNoPriorActivity()
                .when(publish(HELLO, "Hello World"))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("user-7").toString());
    }

    @Test
    void a_revision_replaces_the_content_and_answers_its_version() {
        article.given(published(HELLO, "Hello"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(new StreamVersion("article-42", 1));
    }

    @Test
    void a_revision_of_a_revised_article_is_compared_with_the_last_one() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 1, "# Hello"))
                .expectEvents(revised(HELLO, "# Hello"))
                .expectResultMessagePayload(new StreamVersion("article-42", 2));
    }

    @Test
    void a_revision_that_changes_nothing_records_nothing() {
        article.given(published(HELLO, "Hello"))
                .when(revise(HELLO, 0, "# Hello"))
                .expectNoEvents()
                .expectResultMessagePayload(new StreamVersion("article-42", 0));
    }

    @Test
    void a_revision_of_an_older_version_is_a_conflict() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 0, "# Hi"))
                .expectException(ConflictingAggregateVersionException.class);
    }

    @Test
    void a_revision_of_a_version_that_is_not_there_yet_is_a_conflict() {
        article.given(published(HELLO, "Hello"))
                .when(revise(HELLO, 1, "# Hi"))
                .expectNoEvents()
                .expectException(ConflictingAggregateVersionException.class);
    }

    @Test
    void an_article_that_nobody_published_cannot_be_revised() {
        article.givenNoPriorActivity()
                .when(revise(HELLO, 0, "# Hi"))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void an_article_is_removed() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(remove(HELLO))
                .expectEvents(removed(HELLO))
                .expectResultMessagePayload(new StreamVersion("article-42", 2));
    }

    @Test
    void a_removed_article_is_removed_already() {
        article.given(published(HELLO, "Hello"), removed(HELLO))
                .when(remove(HELLO))
                .expectNoEvents()
                .expectResultMessagePayload(new StreamVersion("article-42", 1));
    }

    @Test
    void an_article_that_nobody_published_cannot_be_removed() {
        article.givenNoPriorActivity()
                .when(remove(HELLO))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void a_removed_article_refuses_a_revision() {
        article.given(published(HELLO, "Hello"), removed(HELLO))
                .when(revise(HELLO, 1, "# Hi"))
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("article-42").toString());
    }
}
