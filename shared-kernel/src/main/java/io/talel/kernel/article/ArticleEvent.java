package io.talel.kernel.article;

import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;

/** What happened to an article. */
public sealed interface ArticleEvent {

    ArticleId articleId();

    /** What the first event of an article says. */
    sealed interface Beginning {

        ArticleId articleId();

        UserId authorId();

        Slug slug();

        /** The number that made the slug unique, from 1, which is not written. */
        int slugNumber();

        Title title();

        Markdown body();

        MetaDescription metaDescription();

        FeaturedImage featuredImage();

        Tags tags();

        Language language();

        Dialect dialect();

        default ArticleContent content() {
            return new ArticleContent(
                    title(), body(), metaDescription(), featuredImage(), tags(), language(), dialect());
        }
    }

    /** It was published as soon as it was there. */
    record ArticlePublished(
            ArticleId articleId,
            UserId authorId,
            Slug slug,
            int slugNumber,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage,
            Tags tags,
            Language language,
            Dialect dialect)
            implements ArticleEvent, Beginning {

        public static ArticlePublished of(
                ArticleId id, UserId author, Slug slug, int slugNumber, ArticleContent content) {
            return new ArticlePublished(
                    id,
                    author,
                    slug,
                    slugNumber,
                    content.title(),
                    content.body(),
                    content.metaDescription(),
                    content.featuredImage(),
                    content.tags(),
                    content.language(),
                    content.dialect());
        }
    }

    /** Only its author sees it. Its slug is taken. */
    record ArticleDrafted(
            ArticleId articleId,
            UserId authorId,
            Slug slug,
            int slugNumber,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage,
            Tags tags,
            Language language,
            Dialect dialect)
            implements ArticleEvent, Beginning {

        public static ArticleDrafted of(
                ArticleId id, UserId author, Slug slug, int slugNumber, ArticleContent content) {
            return new ArticleDrafted(
                    id,
                    author,
                    slug,
                    slugNumber,
                    content.title(),
                    content.body(),
                    content.metaDescription(),
                    content.featuredImage(),
                    content.tags(),
                    content.language(),
                    content.dialect());
        }
    }

    /** What it says now; the title stays. */
    record ArticleRevised(
            ArticleId articleId,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage,
            Tags tags,
            Language language,
            Dialect dialect)
            implements ArticleEvent {

        public static ArticleRevised of(ArticleId id, ArticleContent content) {
            return new ArticleRevised(
                    id,
                    content.body(),
                    content.metaDescription(),
                    content.featuredImage(),
                    content.tags(),
                    content.language(),
                    content.dialect());
        }

        public ArticleContent content(Title title) {
            return new ArticleContent(title, body, metaDescription, featuredImage, tags, language, dialect);
        }
    }

    /** What it says now, under another title. The slug stays. */
    record ArticleRetitled(
            ArticleId articleId,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage,
            Tags tags,
            Language language,
            Dialect dialect)
            implements ArticleEvent {

        public static ArticleRetitled of(ArticleId id, ArticleContent content) {
            return new ArticleRetitled(
                    id,
                    content.title(),
                    content.body(),
                    content.metaDescription(),
                    content.featuredImage(),
                    content.tags(),
                    content.language(),
                    content.dialect());
        }

        public ArticleContent content() {
            return new ArticleContent(title, body, metaDescription, featuredImage, tags, language, dialect);
        }
    }

    /**
     * It has another slug from now on. Its old ones lead to it for ever.
     *
     * @param slugNumber the number that made the slug unique, from 1, which is not written
     */
    record SlugChanged(ArticleId articleId, Slug slug, int slugNumber) implements ArticleEvent {}

    /** The first publication of what was begun as a draft; it decides the place in the order of readers. */
    record DraftPublished(ArticleId articleId) implements ArticleEvent {}

    /** It is a draft again, and keeps its place for the next publication. */
    record ArticleUnpublished(ArticleId articleId) implements ArticleEvent {}

    /** Any later publication. */
    record ArticleRepublished(ArticleId articleId) implements ArticleEvent {}

    /**
     * What it says now will be published, and it will be taken back. A publication, an unpublication and the trash end what they
     * make pointless of it; another schedule replaces it.
     *
     * @param publishAt never if it is not to be published
     * @param unpublishAt never if it is not to be taken back
     */
    record ArticleScheduled(ArticleId articleId, ScheduledTime publishAt, ScheduledTime unpublishAt)
            implements ArticleEvent {}

    /** Nothing is scheduled any more: its author has withdrawn it, or there is nothing left to do. */
    record ScheduleCancelled(ArticleId articleId) implements ArticleEvent {}

    /**
     * Readers see this from now on, as far as they see the article. What its author has edited since, and will edit, is kept
     * from them until {@link VersionUnpinned}. It comes with a publication that was scheduled before those edits.
     *
     * @param version version of the stream that readers see
     */
    record VersionPinned(
            ArticleId articleId,
            long version,
            Title title,
            Markdown body,
            MetaDescription metaDescription,
            FeaturedImage featuredImage,
            Tags tags,
            Language language,
            Dialect dialect)
            implements ArticleEvent {

        public static VersionPinned of(ArticleId id, long version, ArticleContent content) {
            return new VersionPinned(
                    id,
                    version,
                    content.title(),
                    content.body(),
                    content.metaDescription(),
                    content.featuredImage(),
                    content.tags(),
                    content.language(),
                    content.dialect());
        }

        public ArticleContent content() {
            return new ArticleContent(title, body, metaDescription, featuredImage, tags, language, dialect);
        }
    }

    /** Readers see what its author sees: the later edits are published, too. */
    record VersionUnpinned(ArticleId articleId) implements ArticleEvent {}

    /** Its author has removed it, and can restore it. */
    record ArticleTrashed(ArticleId articleId) implements ArticleEvent {}

    /** It is again what it was before it was trashed, a draft or public. */
    record ArticleRestored(ArticleId articleId) implements ArticleEvent {}

    /** The last event of an article, when its author's account is deleted; its slugs stay taken. */
    record ArticleRemoved(ArticleId articleId) implements ArticleEvent {}
}
