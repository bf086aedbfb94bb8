package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.article.content.Dialect;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The posts of a site of Jekyll, which have their dates in their names, and its drafts. */
final class JekyllPosts extends MarkdownPosts {

    private static final Pattern DATED = Pattern.compile("^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})-(.+)$");
    private static final Pattern POSTS = Pattern.compile("(^|/)_posts/");
    private static final Pattern DRAFTS = Pattern.compile("(^|/)_drafts/");

    /** Templates put the address of the site before links with this. */
    private static final Pattern BASE_URL = Pattern.compile("^\\{\\{\\s*site\\.(?:base)?url\\s*}}");

    /** Whether the file lies where sites of Jekyll have their posts. */
    static boolean isInPosts(String name) {
        return POSTS.matcher(name).find();
    }

    static boolean isDated(String name) {
        return isMarkdown(name) && DATED.matcher(stem(name)).matches();
    }

    @Override
    Predicate<String> posts(SourceFiles files) {
        Predicate<String> isPost =
                files.names().stream().anyMatch(JekyllPosts::isInPosts) ? JekyllPosts::isInPosts : _ -> true;
        return name ->
                (isDated(name) && isPost.test(name)) || DRAFTS.matcher(name).find();
    }

    @Override
    SourceEntry post(SourceFiles files, String name, FrontMatter matter) {
        Matcher dated = DATED.matcher(stem(name));
        boolean isDated = dated.matches();
        String slug = Stream.of(
                        matter.text("slug"),
                        lastSegment(matter.text("permalink")),
                        isDated ? dated.group(2) : stem(name))
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElseThrow();
        String inMatter = matter.text("date");
        String date = inMatter.isEmpty() && isDated ? dated.group(1) : inMatter;
        Set<HiddenPostRule> hidings = HiddenPostRule.in(matter);
        String updated = matter.text("last_modified_at", "updated");
        return new Post(
                name,
                identity(name, EntryNames.last(name), date),
                slug,
                new Text(
                        title(matter, slug),
                        body(matter),
                        matter.text("description", "excerpt"),
                        matter.picture("featured_image", "image"),
                        Stream.of(matter.list("tags"), matter.list("categories"), matter.list("category"))
                                .flatMap(List::stream)
                                .toList(),
                        matter.text("lang", "language"),
                        Dialect.COMMON_MARK),
                DRAFTS.matcher(name).find() || !hidings.isEmpty(),
                SourceTime.of(date),
                SourceTime.of(updated),
                link -> image(files, name, BASE_URL.matcher(link).replaceFirst(""), ""),
                Stream.concat(SourceTime.remarks(date, updated).stream(), HiddenPostRule.remarks(hidings).stream())
                        .toList());
    }
}
