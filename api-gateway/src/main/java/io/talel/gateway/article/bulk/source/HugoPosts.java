package io.talel.gateway.article.bulk.source;

import static io.talel.gateway.article.bulk.source.GhostPosts.first;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Passed;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.article.content.Dialect;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    /** Begins the name of the file of a section. */
    private static final String SECTION = "_index";

    /** The file of a post that has a folder of its own. */
    private static final String BUNDLE = "index";

    /** A language in the name of a file: {@code hello.de.md}. */
    private static final Pattern LANGUAGE = Pattern.compile("^(.+)\\.([a-z]{2}(?:-[a-zA-Z]{2})?)$");

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    @Override
    Predicate<String> posts(SourceFiles files) {
        boolean hasContent = files.names().stream().anyMatch(name -> name.startsWith(CONTENT));
        return name -> !hasContent || name.startsWith(CONTENT);
    }

    @Override
    SourceEntry post(SourceFiles files, String name, FrontMatter own) {
        if (isSection(name)) {
            return new Passed(name, "is the page of a section");
        }
        FrontMatter matter = own.or(inherited(files, name));
        Matcher translated = LANGUAGE.matcher(stem(name));
        boolean hasLanguage =
                translated.matches() && LANGUAGES.contains(translated.group(2).substring(0, 2));
        String stem = hasLanguage ? translated.group(1) : stem(name);
        String path = name.startsWith(CONTENT) ? name.substring(CONTENT.length()) : name;
        String slug = slug(name, stem, matter);
        String publishDate = publishDate(matter);
        String date = first(matter.text("date"), publishDate);
        String updated = matter.text("lastmod", "updated");
        Optional<String> hidden = HugoVisibility.remark(matter);
        return new Post(
                name,
                identity(path, stem.equals(BUNDLE) ? lastTwo(path) : EntryNames.last(path), date),
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
                HugoVisibility.isDraft(matter) || hidden.isPresent(),
                later(SourceTime.of(date), SourceTime.of(publishDate)),
                SourceTime.of(updated),
                link -> image(files, name, link, "static", "assets", ""),
                Stream.concat(SourceTime.remarks(date, publishDate, updated).stream(), hidden.stream())
                        .toList());
    }

    /** What the sections around a post pass down to it, the nearest one first; whatever their languages and targets. */
    private static FrontMatter inherited(SourceFiles files, String name) {
        return files.names().stream()
                .filter(page -> page.contains(SECTION) && isSection(page) && name.startsWith(folder(page)))
                .sorted(Comparator.comparing(page -> -folder(page).length()))
                .map(page -> cascade(files, page))
                .reduce(FrontMatter.NONE, FrontMatter::or);
    }

    private static FrontMatter cascade(SourceFiles files, String page) {
        try {
            return FrontMatter.of(files.text(page, MAX_BYTES))
                    .orElse(FrontMatter.NONE)
                    .map("cascade");
        } catch (Unreadable e) {
            throw new Unreadable("is in a section whose " + page + " " + e.reason());
        }
    }

    private static boolean isSection(String name) {
        return isMarkdown(name) && stem(name).startsWith(SECTION);
    }

    /** With a {@code /} at its end, or empty. */
    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** The field {@code published} is a date or a flag. */
    private static String publishDate(FrontMatter matter) {
        boolean isFlag = matter.is("published", true) || matter.is("published", false);
        return first(matter.text("publishdate", "pubdate"), isFlag ? "" : matter.text("published"));
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
