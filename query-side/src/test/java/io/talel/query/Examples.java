package io.talel.query;

import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.image.ImageEvent.ImageRemoved;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.ArticlesOnRemoval;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserEvent.AvatarChanged;
import io.talel.kernel.user.UserEvent.LocationChanged;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserEvent.UserRemoved;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.util.List;

/** Named events for tests. */
public final class Examples {

    public static final Instant MONDAY = Instant.parse("2026-03-02T08:30:00.123456789Z");
    public static final UserId ADA = new UserId(7);
    public static final UserId BOB = new UserId(8);

    private Examples() {}

    public static UserRegistered registered(UserId user, String name) {
        return new UserRegistered(user, new Email(name + "@talel.io"), new Username(name));
    }

    public static LocationChanged moved(UserId user, String location) {
        return new LocationChanged(user, new Location(location));
    }

    public static AvatarChanged pictured(UserId user, String avatarUrl) {
        return new AvatarChanged(user, new AvatarUrl(avatarUrl));
    }

    public static UserRemoved removed(UserId user) {
        return new UserRemoved(user, ArticlesOnRemoval.KEEP);
    }

    public static ArticlePublished published(long id, UserId author, String title) {
        return ArticlePublished.of(
                new ArticleId(id),
                author,
                Slug.of(new Title(title)),
                1,
                new ArticleContent(
                        new Title(title),
                        new Markdown("# " + title),
                        new MetaDescription("about " + title),
                        FeaturedImage.NONE,
                        new Tags(List.of("News", "Title " + title.strip().length())),
                        new Language("en"),
                        Dialect.PYTHON_MARKDOWN));
    }

    public static ArticleDrafted drafted(long id, UserId author, String title) {
        ArticlePublished likeThis = published(id, author, title);
        return ArticleDrafted.of(
                likeThis.articleId(), author, likeThis.slug(), likeThis.slugNumber(), likeThis.content());
    }

    public static ArticleRetitled retitled(long id, String title) {
        return new ArticleRetitled(
                new ArticleId(id),
                new Title(title),
                new Markdown("# " + title),
                new MetaDescription("retitled"),
                FeaturedImage.NONE,
                Tags.NONE,
                Language.UNKNOWN,
                Dialect.PYTHON_MARKDOWN);
    }

    public static SlugChanged slugChanged(long id, String slug) {
        return new SlugChanged(new ArticleId(id), new Slug(slug), 1);
    }

    public static ArticleRevised revised(long id, String body) {
        return new ArticleRevised(
                new ArticleId(id),
                new Markdown(body),
                new MetaDescription("revised"),
                new FeaturedImage("https://talel.io/cover.png"),
                new Tags(List.of("Revised " + body.length())),
                new Language("de-CH"),
                Dialect.COMMON_MARK);
    }

    public static VersionPinned pinned(long id, String title) {
        return VersionPinned.of(new ArticleId(id), 0, published(id, ADA, title).content());
    }

    public static ArticleRemoved removedArticle(long id) {
        return new ArticleRemoved(new ArticleId(id));
    }

    public static ImageRemoved removedImage(long id) {
        return new ImageRemoved(new ImageId(id));
    }

    public static ImageUploaded uploaded(long id, UserId owner, String file) {
        return new ImageUploaded(
                new ImageId(id),
                owner,
                new ImageFileName(file),
                new StoredImage("images/" + id, ImageFormat.JPEG, 4_711, "ab".repeat(32), 640, 480));
    }
}
