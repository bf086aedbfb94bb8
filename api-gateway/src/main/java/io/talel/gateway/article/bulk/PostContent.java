package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A post as an article here.
 *
 * @param draft also true for a post whose date is to come
 * @param updatedAt not before {@code createdAt}
 */
record PostContent(Slug slug, ArticleContent content, boolean draft, Instant createdAt, Instant updatedAt) {

    /** A slug that can stay as it is. */
    private static final Pattern SLUG = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]{1," + WantedSlug.MAX_LENGTH + "}");

    /**
     * @param images replaces addresses of images
     * @param remarks collects what is lost or changed
     * @throws InvalidValue if a field does not fit
     * @throws Unreadable if the times are nonsense
     */
    static PostContent of(Post post, UnaryOperator<String> images, Instant now, Collection<String> remarks) {
        Text text = post.text();
        Title title = new Title(text.title());
        ArticleContent content = new ArticleContent(
                title,
                new Markdown(images.apply(text.body())),
                new MetaDescription(text.description()),
                new FeaturedImage(images.apply(text.featuredImage())),
                tags(text.tags(), remarks),
                language(text.language(), remarks),
                text.dialect());
        if (post.createdAt() == null) {
            remarks.add("It has no date: the time of the import is taken");
        }
        if (isAfter(post.createdAt(), now)) {
            remarks.add("Its date, " + post.createdAt() + ", is to come: "
                    + (post.draft() ? "the time of the import is taken" : "it becomes a draft"));
        } else if (isAfter(post.updatedAt(), now)) {
            remarks.add("The time of its last change is to come: the time of the import is taken");
        }
        Instant createdAt = past(post.createdAt(), now, now);
        Instant updatedAt = past(post.updatedAt(), createdAt, now);
        return new PostContent(
                slug(composed(post.slug(), WantedSlug.MAX_LENGTH), title, remarks),
                content,
                post.draft() || isAfter(post.createdAt(), now),
                createdAt,
                updatedAt.isBefore(createdAt) ? createdAt : updatedAt);
    }

    private static boolean isAfter(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now);
    }

    private static Slug slug(String wanted, Title title, Collection<String> remarks) {
        if (wanted.isBlank()) {
            return Slug.of(title);
        }
        String text = cut(wanted, WantedSlug.MAX_LENGTH);
        boolean isUsable = WantedSlug.isUsable(text);
        if (isUsable && SLUG.matcher(wanted).matches() && wanted.equals(wanted.toLowerCase(Locale.ROOT))) {
            return new Slug(wanted);
        }
        Slug slug = isUsable ? new WantedSlug(text).slug() : Slug.of(title);
        remarks.add("The slug became '" + slug + "'");
        return slug;
    }

    /**
     * Cut before it is composed, which takes quadratic time for marks in a row. What is longer than {@code most} stays so: four
     * characters at most become one.
     */
    private static String composed(String text, int most) {
        return Normalizer.normalize(cut(text, 4 * (most + 1)), Normalizer.Form.NFC);
    }

    private static String cut(String text, int length) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(length, text.codePointCount(0, text.length()))));
    }

    private static Tags tags(List<String> wanted, Collection<String> remarks) {
        Map<String, String> tags = new LinkedHashMap<>();
        wanted.stream()
                .filter(tag -> !tag.isBlank())
                .map(tag -> composed(tag.strip(), Tags.MAX_LENGTH))
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        List<String> kept = tags.values().stream()
                .filter(tag -> tag.codePointCount(0, tag.length()) <= Tags.MAX_LENGTH)
                .limit(Tags.MAX_COUNT)
                .toList();
        tags.values().removeAll(Set.copyOf(kept));
        if (!tags.isEmpty()) {
            remarks.add(tags.values().stream()
                    .limit(Tags.MAX_COUNT)
                    .map(tag -> cut(tag, Tags.MAX_LENGTH))
                    .collect(Collectors.joining(
                            ", ", "Tags dropped: ", tags.size() > Tags.MAX_COUNT ? ", \u2026" : "")));
        }
        return new Tags(kept);
    }

    private static Language language(String wanted, Collection<String> remarks) {
        try {
            return new Language(wanted.strip());
        } catch (InvalidValue e) {
            remarks.add("The language is not known");
            return Language.UNKNOWN;
        }
    }

    private static Instant past(@Nullable Instant said, Instant otherwise, Instant now) {
        Instant time = Objects.requireNonNullElse(said, otherwise);
        if (time.isBefore(Instant.EPOCH)) {
            throw new Unreadable("has a date before 1970");
        }
        return time.isAfter(now) ? now : time;
    }
}
