package io.talel.gateway.article.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether an article has what was asked for already. */
class TransitionTest {

    @Test
    void a_published_article_whose_edits_are_kept_from_readers_is_still_to_be_published() {
        assertThat(isMet(Transition.PUBLISH, ArticleStatus.PUBLISHED, true)).isFalse();
        assertThat(isMet(Transition.PUBLISH, ArticleStatus.PUBLISHED, false)).isTrue();
        assertThat(isMet(Transition.PUBLISH, ArticleStatus.DRAFT, false)).isFalse();
    }

    @Test
    void edits_that_are_kept_from_readers_do_not_matter_to_what_hides_or_restores() {
        assertThat(isMet(Transition.UNPUBLISH, ArticleStatus.DRAFT, true)).isTrue();
        assertThat(isMet(Transition.RESTORE, ArticleStatus.PUBLISHED, true)).isTrue();
        assertThat(isMet(Transition.RESTORE, ArticleStatus.REMOVED, true)).isFalse();
    }

    private static boolean isMet(Transition wanted, ArticleStatus status, boolean unpublishedEdits) {
        RecordedArticle article = new RecordedArticle(
                new ArticleId(42),
                3,
                status,
                Instant.EPOCH,
                Instant.EPOCH,
                new Slug("hello"),
                ArticleContent.of(new Title("Hello"), new Markdown("")),
                unpublishedEdits,
                null);
        return wanted.isMetBy(article, _ -> article);
    }
}
