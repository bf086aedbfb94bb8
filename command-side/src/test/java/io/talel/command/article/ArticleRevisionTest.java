package io.talel.command.article;

import static io.talel.command.Articles.HELLO;
import static io.talel.command.Articles.content;
import static io.talel.command.Articles.dialect;
import static io.talel.command.Articles.drafted;
import static io.talel.command.Articles.edit;
import static io.talel.command.Articles.language;
import static io.talel.command.Articles.published;
import static io.talel.command.Articles.removed;
import static io.talel.command.Articles.retitle;
import static io.talel.command.Articles.retitled;
import static io.talel.command.Articles.revise;
import static io.talel.command.Articles.revised;
import static io.talel.command.Articles.tags;
import static io.talel.command.article.ArticleFixtures.NOW;
import static io.talel.command.article.ArticleFixtures.matching;
import static io.talel.command.article.ArticleFixtures.state;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Markdown;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ArticleRevisionTest {

    private final AggregateTestFixture<Article> article = ArticleFixtures.create();

    @Test
    void a_revision_replaces_what_it_names_and_answers_the_article() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(1, ArticleStatus.PUBLISHED, "Hello", "# Bye"));
    }

    @Test
    void a_new_title_is_an_event_of_its_own_and_keeps_the_slug() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(retitle(HELLO, "Good Morning"))
                .expectEvents(retitled(HELLO, "Good Morning"))
                .expectResultMessagePayload(state(1, ArticleStatus.PUBLISHED, "Good Morning", "# Hello"));
    }

    @Test
    void a_revision_keeps_the_title_that_was_given_last() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), retitled(HELLO, "Good Morning"))
                .when(revise(HELLO, 1, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(2, ArticleStatus.PUBLISHED, "Good Morning", "# Bye"));
    }

    @Test
    void a_draft_is_revised_too() {
        article.given(drafted(HELLO, "Hello", 1))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"));
    }

    @Test
    void a_revision_of_a_revised_article_is_compared_with_the_last_one() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 1, "# Hello"))
                .expectEvents(revised(HELLO, "# Hello"));
    }

    @Test
    void a_revision_that_changes_nothing_records_nothing() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"))
                .when(revise(HELLO, 0, "# Hello"))
                .expectNoEvents()
                .expectResultMessagePayload(state(0, ArticleStatus.PUBLISHED, "Hello", "# Hello"));
    }

    @Test
    void a_revision_of_an_older_version_keeps_what_has_changed_since() {
        article.givenCurrentTime(NOW)
                .andGiven(published(HELLO, "Hello"), retitled(HELLO, "Good Morning"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectEvents(revised(HELLO, "# Bye"))
                .expectResultMessagePayload(state(2, ArticleStatus.PUBLISHED, "Good Morning", "# Bye"));
    }

    @Test
    void a_revision_of_an_older_version_is_merged_by_lines() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "One.\n\nTwo."), revised(HELLO, "One.\n\nTwo!"))
                .when(revise(HELLO, 1, "One!\n\nTwo."))
                .expectEvents(revised(HELLO, "One!\n\nTwo!"));
    }

    @Test
    void a_revision_that_changes_the_same_in_another_way_is_refused_with_both_and_their_base() {
        ArticleContent base = published(HELLO, "Hello").content();
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 0, "# Hi"))
                .expectNoEvents()
                .expectException(matching(new Refusal.EditConflict(
                        HELLO, 1, base, with(base, "# Hi"), with(base, "# Bye"), Optional.empty())));
    }

    @Test
    void tags_of_both_edits_are_kept_together() {
        ArticleContent base = content("Hello", "# Hello");
        article.given(
                        published(HELLO, "Hello"),
                        ArticleRevised.of(HELLO, tags("news", "old").revise(base)))
                .andGivenCommands(edit(HELLO, 1, tags("news", "theirs")))
                .when(edit(HELLO, 1, tags("news", "old", "ours")))
                .expectEvents(
                        ArticleRevised.of(HELLO, tags("news", "theirs", "ours").revise(base)));
    }

    @Test
    void a_dialect_is_revised_like_a_text() {
        article.given(published(HELLO, "Hello"))
                .when(edit(HELLO, 0, dialect(Dialect.COMMON_MARK)))
                .expectEvents(
                        ArticleRevised.of(HELLO, dialect(Dialect.COMMON_MARK).revise(content("Hello", "# Hello"))));
    }

    @Test
    void a_language_that_both_have_changed_is_a_conflict() {
        ArticleContent base = content("Hello", "# Hello");
        article.given(
                        published(HELLO, "Hello"),
                        ArticleRevised.of(HELLO, language("de").revise(base)))
                .when(edit(HELLO, 0, language("en")))
                .expectNoEvents()
                .expectException(matching(new Refusal.EditConflict(
                        HELLO,
                        1,
                        base,
                        language("en").revise(base),
                        language("de").revise(base),
                        Optional.empty())));
    }

    @Test
    void a_revision_that_was_made_already_records_nothing() {
        article.given(published(HELLO, "Hello"), revised(HELLO, "# Bye"))
                .when(revise(HELLO, 0, "# Bye"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_revision_of_a_version_that_is_not_there_yet_is_refused() {
        article.given(published(HELLO, "Hello"))
                .when(revise(HELLO, 1, "# Hi"))
                .expectNoEvents()
                .expectException(matching(new Refusal.OtherVersion("article-42")));
    }

    private static ArticleContent with(ArticleContent content, String body) {
        return ArticleEdit.of(new Markdown(body)).revise(content);
    }

    @Test
    void an_article_that_nobody_published_cannot_be_revised() {
        article.givenNoPriorActivity()
                .when(revise(HELLO, 0, "# Hi"))
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
