package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.source.SourceEntry.Passed;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.article.content.Dialect;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The content of a site of Hugo: every Markdown file below {@code content}, or each if there is no such folder. */
final class HugoPosts extends MarkdownPosts {

    private static final String CONTENT = "content/";

    /** Files that only sites of Hugo have. */
    private static final Pattern OF_HUGO =
            Pattern.compile("^(content/.*|archetypes/.*|hugo\\.(toml|ya?ml|json)|config\\.toml|(.*/)?_index\\..*)$");

    /** The file of a post that has a folder of its own. */
    private static final String BUNDLE = "index";

    /** A language in the name of a file: {@code hello.de.md}. */
    private static final Pattern LANGUAGE = Pattern.compile("^(.+)\\.([a-z]{2}(?:-[a-zA-Z]{2})?)$");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private @Nullable HugoTree tree;

    static boolean isOfHugo(String name) {
        return OF_HUGO.matcher(name).matches();
    }

    @Override
    Predicate<String> posts(SourceFiles files) {
        boolean hasContent = files.names().stream().anyMatch(name -> name.startsWith(CONTENT));
        tree = new HugoTree(files, hasContent ? CONTENT : "");
        return name -> !hasContent || name.startsWith(CONTENT);
    }

    @Override
    SourceEntry post(SourceFiles files, String name, FrontMatter matter) {
        if (HugoTree.isSection(name)) {
            return new Passed(name, "is the page of a section");
        }
        HugoTree around = Objects.requireNonNull(tree);
        if (around.isWithinBundle(name)) {
            return new Passed(name, "is part of another post");
        }
        Matcher translated = LANGUAGE.matcher(stem(name));
        boolean hasLanguage =
                translated.matches() && LANGUAGES.contains(translated.group(2).substring(0, 2));
        String stem = hasLanguage ? translated.group(1) : stem(name);
        String path = name.startsWith(CONTENT) ? name.substring(CONTENT.length()) : name;
        String slug = slug(name, stem, matter);
        String publishDate = publishDate(matter);
        String date = matter.text("date").isEmpty() ? publishDate : matter.text("date");
        String updated = matter.text("lastmod", "updated");
        Set<HiddenPostRule> hidings = HiddenPostRule.in(matter);
        boolean byItsSection = around.passedDownTo(name).stream().anyMatch(passed -> !passed.isSaidIn(matter));
        return new Post(
                name,
                identity(
                        path,
                        stem.equals(BUNDLE) ? lastTwo(path) : EntryNames.last(path),
                        matter.text("date", "publishdate")),
                slug,
                new Text(
                        title(matter, slug),
                        body(matter),
                        matter.text("description", "summary"),
                        matter.picture("featured_image", "featuredimage", "image", "cover", "images", "thumbnail"),
                        Stream.of(matter.list("tags"), matter.list("categories"))
                                .flatMap(List::stream)
                                .toList(),
                        hasLanguage ? translated.group(2) : matter.text("language", "lang"),
                        Dialect.COMMON_MARK),
                !hidings.isEmpty() || byItsSection,
                later(SourceTime.of(date), SourceTime.of(publishDate)),
                SourceTime.of(updated),
                link -> image(files, name, link, "static", "assets", ""),
                Stream.of(
                                SourceTime.remarks(date, publishDate, updated),
                                HiddenPostRule.remarks(hidings),
                                byItsSection ? List.of("Its section hides it: it becomes a draft") : List.<String>of())
                        .flatMap(List::stream)
                        .toList());
    }

    /** The field {@code published} is a flag, a date, or something of the author's own. */
    private static String publishDate(FrontMatter matter) {
        String date = matter.text("publishdate", "pubdate");
        String published = matter.text("published");
        return date.isEmpty() && SourceTime.isTime(published) ? published : date;
    }

    /** Readers see a post when both times have passed. */
    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** {@code hello/index.md} of {@code posts/hello/index.md}. */
    private static String lastTwo(String path) {
        return EntryNames.last(EntryNames.folder(path)) + "/" + EntryNames.last(path);
    }

    private static String slug(String name, String stem, FrontMatter matter) {
        String file = stem.equals(BUNDLE) ? EntryNames.last(EntryNames.folder(name)) : stem;
        return Stream.of(matter.text("slug"), lastSegment(matter.text("url")), file)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse("");
    }
}
