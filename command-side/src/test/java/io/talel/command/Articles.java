package io.talel.command;

import io.talel.kernel.article.ArticleCommand.DraftArticle;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Title;
import io.talel.kernel.user.UserId;

/** Named examples of articles. */
public final class Articles {

    public static final ArticleId HELLO = new ArticleId(42);

    private static final UserId ADA = new UserId(7);
    private static final MetaDescription GREETING = new MetaDescription("A greeting");
    private static final FeaturedImage WAVE = new FeaturedImage("https://example.org/wave.png");

    private Articles() {}

    public static PublishArticle publish(ArticleId id, String title) {
        return new PublishArticle(id, ADA, new Title(title), new Markdown("# Hello"), GREETING, WAVE);
    }

    public static DraftArticle draft(ArticleId id, String title) {
        return new DraftArticle(id, ADA, new Title(title), new Markdown("# Hello"), GREETING, WAVE);
    }

    /** Changes the body only. */
    public static ReviseArticle revise(ArticleId id, long expectedVersion, String body) {
        return new ReviseArticle(id, ADA, expectedVersion, null, new Markdown(body), null, null);
    }

    public static ReviseArticle reviseBy(UserId actor, ArticleId id) {
        return new ReviseArticle(id, actor, null, null, new Markdown("# Mine"), null, null);
    }

    public static ReviseArticle retitle(ArticleId id, String title) {
        return new ReviseArticle(id, ADA, null, new Title(title), null, null, null);
    }

    public static PublishDraft publishDraft(ArticleId id) {
        return new PublishDraft(id, ADA, null);
    }

    public static UnpublishArticle unpublish(ArticleId id) {
        return new UnpublishArticle(id, ADA, null);
    }

    public static TrashArticle trash(ArticleId id) {
        return new TrashArticle(id, ADA, null);
    }

    public static RestoreArticle restore(ArticleId id) {
        return new RestoreArticle(id, ADA, null);
    }

    public static ArticlePublished published(ArticleId id, String title) {
        return published(id, title, 1);
    }

    public static ArticlePublished published(ArticleId id, String title, int slugNumber) {
        Slug slug = Slug.of(new Title(title)).numbered(slugNumber);
        return new ArticlePublished(
                id, ADA, slug, slugNumber, new Title(title), new Markdown("# Hello"), GREETING, WAVE);
    }

    public static ArticleDrafted drafted(ArticleId id, String title, int slugNumber) {
        Slug slug = Slug.of(new Title(title)).numbered(slugNumber);
        return new ArticleDrafted(id, ADA, slug, slugNumber, new Title(title), new Markdown("# Hello"), GREETING, WAVE);
    }

    public static ArticleRetitled retitled(ArticleId id, String title) {
        return new ArticleRetitled(id, new Title(title), new Markdown("# Hello"), GREETING, WAVE);
    }

    public static ArticleRevised revised(ArticleId id, String body) {
        return new ArticleRevised(id, new Markdown(body), GREETING, WAVE);
    }

    public static RemoveArticle remove(ArticleId id) {
        return new RemoveArticle(id);
    }

    public static ArticleRemoved removed(ArticleId id) {
        return new ArticleRemoved(id);
    }
}
