package io.talel.command;

import io.talel.kernel.article.ArticleCommand.CancelSchedule;
import io.talel.kernel.article.ArticleCommand.DraftArticle;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleCommand.PublishDraft;
import io.talel.kernel.article.ArticleCommand.RemoveArticle;
import io.talel.kernel.article.ArticleCommand.RestoreArticle;
import io.talel.kernel.article.ArticleCommand.RevertArticle;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleCommand.ScheduleArticle;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.ArticleCommand.UnpublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ScheduledTime;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named examples of articles. */
public final class Articles {

    public static final ArticleId HELLO = new ArticleId(42);

    private static final UserId ADA = new UserId(7);
    private static final ArticleEdit NOTHING = new ArticleEdit(null, null, null, null, null, null, null);
    private static final MetaDescription GREETING = new MetaDescription("A greeting");
    private static final FeaturedImage WAVE = new FeaturedImage("https://example.org/wave.png");

    private Articles() {}

    public static ArticleContent content(String title, String body) {
        return new ArticleContent(
                new Title(title),
                new Markdown(body),
                GREETING,
                WAVE,
                Tags.NONE,
                Language.UNKNOWN,
                Dialect.PYTHON_MARKDOWN);
    }

    public static ArticleEdit tags(String... tags) {
        return new ArticleEdit(null, null, null, null, new Tags(List.of(tags)), null, null);
    }

    public static ArticleEdit language(String language) {
        return new ArticleEdit(null, null, null, null, null, new Language(language), null);
    }

    public static ArticleEdit dialect(Dialect dialect) {
        return new ArticleEdit(null, null, null, null, null, null, dialect);
    }

    public static ReviseArticle edit(ArticleId id, long expectedVersion, ArticleEdit edit) {
        return new ReviseArticle(id, ADA, expectedVersion, edit);
    }

    public static PublishArticle publish(ArticleId id, String title) {
        return new PublishArticle(id, ADA, content(title, "# Hello"));
    }

    public static DraftArticle draft(ArticleId id, String title) {
        return new DraftArticle(id, ADA, content(title, "# Hello"));
    }

    /** Changes the body only. */
    public static ReviseArticle revise(ArticleId id, long expectedVersion, String body) {
        return new ReviseArticle(id, ADA, expectedVersion, ArticleEdit.of(new Markdown(body)));
    }

    public static ReviseArticle reviseBy(UserId actor, ArticleId id) {
        return new ReviseArticle(id, actor, null, ArticleEdit.of(new Markdown("# Mine")));
    }

    public static ReviseArticle retitle(ArticleId id, String title) {
        return new ReviseArticle(id, ADA, null, ArticleEdit.of(new Title(title)));
    }

    /** Changes the slug only. */
    public static ReviseArticle rename(ArticleId id, @Nullable Long baseVersion, String slug) {
        return new ReviseArticle(id, ADA, baseVersion, NOTHING, new WantedSlug(slug));
    }

    public static ReviseArticle rename(ArticleId id, String slug) {
        return rename(id, null, slug);
    }

    public static RevertArticle revert(ArticleId id, long version) {
        return new RevertArticle(id, ADA, null, version);
    }

    public static PublishDraft publishDraft(ArticleId id) {
        return new PublishDraft(id, ADA, null);
    }

    public static UnpublishArticle unpublish(ArticleId id) {
        return new UnpublishArticle(id, ADA, null);
    }

    public static ScheduleArticle schedule(ArticleId id, String publishAt, String unpublishAt) {
        return new ScheduleArticle(id, ADA, null, ScheduledTime.of(publishAt), ScheduledTime.of(unpublishAt));
    }

    public static CancelSchedule cancelSchedule(ArticleId id) {
        return new CancelSchedule(id, ADA, null);
    }

    public static ArticleScheduled scheduled(ArticleId id, String publishAt, String unpublishAt) {
        return new ArticleScheduled(id, ScheduledTime.of(publishAt), ScheduledTime.of(unpublishAt));
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
        Slug slug = SlugNumber.add(Slug.of(new Title(title)), slugNumber);
        return ArticlePublished.of(id, ADA, slug, slugNumber, content(title, "# Hello"));
    }

    public static ArticleDrafted drafted(ArticleId id, String title, int slugNumber) {
        Slug slug = SlugNumber.add(Slug.of(new Title(title)), slugNumber);
        return ArticleDrafted.of(id, ADA, slug, slugNumber, content(title, "# Hello"));
    }

    public static ArticleRetitled retitled(ArticleId id, String title) {
        return ArticleRetitled.of(id, content(title, "# Hello"));
    }

    public static SlugChanged slugChanged(ArticleId id, String base, int number) {
        return new SlugChanged(id, SlugNumber.add(new Slug(base), number), number);
    }

    public static ArticleRevised revised(ArticleId id, String body) {
        return ArticleRevised.of(id, content("Hello", body));
    }

    public static RemoveArticle remove(ArticleId id) {
        return new RemoveArticle(id);
    }

    public static ArticleRemoved removed(ArticleId id) {
        return new ArticleRemoved(id);
    }
}
