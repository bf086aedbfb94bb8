package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.source.SourceEntry.Passed;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.article.content.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The content of a site of Hugo: every Markdown file below {@code content}, or each if there is no such folder. */
final class HugoPosts extends MarkdownPosts {

    private static final String CONTENT = "content/";

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
    SourceEntry post(SourceFiles files, String name, FrontMatter matter) {
        if (stem(name).startsWith("_index")) {
            return new Passed(name, "is the page of a section");
        }
        Matcher translated = LANGUAGE.matcher(stem(name));
        boolean hasLanguage =
                translated.matches() && LANGUAGES.contains(translated.group(2).substring(0, 2));
        String stem = hasLanguage ? translated.group(1) : stem(name);
        String path = name.startsWith(CONTENT) ? name.substring(CONTENT.length()) : name;
        String slug = slug(name, stem, matter);
        String date = matter.text("date", "publishdate");
        String updated = matter.text("lastmod", "updated");
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
                matter.is("draft", true),
                SourceTime.of(date),
                SourceTime.of(updated),
                link -> image(files, name, link, "static", "assets", ""),
                SourceTime.remarks(date, updated));
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
