package io.talel.gateway.article.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.WrittenArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.RenderedMarkdown;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether an article has what was asked for already. */
class TransitionTest {

    private static final ArticleView ARTICLE = new ArticleView(
            new ArticleId(42),
            3,
            Instant.EPOCH,
            Instant.EPOCH,
            new Slug("hello"),
            ArticleContent.of(new Title("Hello"), new Markdown("")),
            new RenderedMarkdown("", ""));

    @Test
    void a_published_article_whose_edits_are_kept_from_readers_is_still_to_be_published() {
        assertThat(Transition.PUBLISH.isReached(written(ArticleStatus.PUBLISHED, true)))
                .isFalse();
        assertThat(Transition.PUBLISH.isReached(written(ArticleStatus.PUBLISHED, false)))
                .isTrue();
        assertThat(Transition.PUBLISH.isReached(written(ArticleStatus.DRAFT, false)))
                .isFalse();
    }

    @Test
    void edits_that_are_kept_from_readers_do_not_matter_to_what_hides_or_restores() {
        assertThat(Transition.UNPUBLISH.isReached(written(ArticleStatus.DRAFT, true)))
                .isTrue();
        assertThat(Transition.RESTORE.isReached(written(ArticleStatus.PUBLISHED, true)))
                .isTrue();
        assertThat(Transition.RESTORE.isReached(written(ArticleStatus.REMOVED, true)))
                .isFalse();
    }

    private static WrittenArticle written(ArticleStatus status, boolean unpublishedEdits) {
        return new WrittenArticle(ARTICLE, status, unpublishedEdits);
    }
}
