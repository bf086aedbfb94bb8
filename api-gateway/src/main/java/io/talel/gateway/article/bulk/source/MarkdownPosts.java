package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Broken;
import io.talel.gateway.article.bulk.source.SourceEntry.Passed;
import io.talel.kernel.article.content.Markdown;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Posts that are Markdown files with front matter. */
abstract class MarkdownPosts implements Source {

    static final int MAX_BYTES = Markdown.MAX_BYTES + FrontMatter.MAX_LENGTH;

    private final Set<String> identities = new HashSet<>();

    static boolean isMarkdown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".markdown");
    }

    /** Which Markdown files are posts. */
    abstract Predicate<String> posts(SourceFiles files);

    /** @throws Unreadable if it cannot be read */
    abstract SourceEntry post(SourceFiles files, String name, FrontMatter matter);

    @Override
    public void read(SourceFiles files, Taker taker) throws IOException {
        Predicate<String> isPost = posts(files);
        for (String name : files.names()) {
            if (isMarkdown(name) && isPost.test(name)) {
                taker.take(entry(files, name));
            }
        }
    }

    private SourceEntry entry(SourceFiles files, String name) {
        try {
            Optional<FrontMatter> matter = FrontMatter.of(files.text(name, MAX_BYTES));
            return matter.isPresent() ? post(files, name, matter.get()) : new Passed(name, "has no front matter");
        } catch (Unreadable e) {
            return new Broken(name, e.reason());
        }
    }

    /**
     * Tells a post from others, in whatever folder its site is packed. If several posts have the same end of the path and the same
     * date, the whole path identifies all but the first one.
     */
    String identity(String path, String end, String date) {
        String identity = end + " " + date;
        return identities.add(identity) ? identity : "/" + path + " " + date;
    }

    /** Without the blank lines that set it apart from the front matter. */
    static String body(FrontMatter matter) {
        String body = matter.body();
        int begin = 0;
        int end = body.indexOf('\n');
        while (end >= 0 && body.substring(begin, end).isBlank()) {
            begin = end + 1;
            end = body.indexOf('\n', begin);
        }
        return body.substring(begin);
    }

    static String title(FrontMatter matter, String slug) {
        String title = matter.text("title");
        return title.isEmpty() ? slug.replace('-', ' ').strip() : title;
    }

    /** {@code 2020-01-02-hello} of {@code _posts/2020-01-02-hello.md}. */
    static String stem(String name) {
        return EntryNames.last(name).replaceFirst("\\.[^.]*$", "");
    }

    /** The end of a path such as {@code /2020/hello/}; empty if it has placeholders. */
    static String lastSegment(String path) {
        String[] segments = path.contains(":") ? new String[0] : path.split("/");
        return segments.length == 0 ? "" : segments[segments.length - 1].replaceFirst("\\.html?$", "");
    }

    /** A file that lies beside the post, or in one of the folders that a site serves at its root. */
    static Optional<String> image(SourceFiles files, String post, String link, String... roots) {
        return link.startsWith("/")
                ? Stream.of(roots)
                        .flatMap(root -> EntryNames.resolve(root, link.replaceFirst("^/+", "")).stream())
                        .filter(files::has)
                        .findFirst()
                : EntryNames.resolve(EntryNames.folder(post), link).filter(files::has);
    }
}
