package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Broken;
import io.talel.gateway.article.bulk.source.SourceEntry.Other;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.article.content.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON that Ghost exports, by itself or in a zip with the folder {@code content/images}. It is read twice: tags and descriptions
 * come behind the posts.
 */
final class GhostPosts implements Source {

    private static final List<String> POST = List.of(
            "id",
            "uuid",
            "title",
            "slug",
            "html",
            "feature_image",
            "status",
            "type",
            "visibility",
            "created_at",
            "updated_at",
            "published_at",
            "custom_excerpt",
            "locale");

    /** Stands for the address of the site. */
    private static final Pattern SITE = Pattern.compile("__GHOST_URL__/?");

    /** Why other things are left out. */
    static final String ONLY_POSTS = "only posts are imported";

    private final Map<String, String> tags = new HashMap<>();
    private final Map<String, List<String>> tagsOfPosts = new HashMap<>();
    private final Map<String, String> descriptions = new HashMap<>();
    private final KeptTexts memory = new KeptTexts();

    @Override
    public void read(SourceFiles files, Taker taker) throws IOException {
        String name = file(files, ".json");
        JsonRows.read(files, name, "tags", List.of("id", "name"), row -> put(tags, "id", "name", row));
        JsonRows.read(files, name, "posts_tags", List.of("post_id", "tag_id"), row -> {
            memory.keep(text(row, "post_id"), text(row, "tag_id"));
            tagsOfPosts
                    .computeIfAbsent(text(row, "post_id"), _ -> new ArrayList<>())
                    .add(text(row, "tag_id"));
        });
        JsonRows.read(
                files,
                name,
                "posts_meta",
                List.of("post_id", "meta_description"),
                row -> put(descriptions, "post_id", "meta_description", row));
        JsonRows.read(files, name, "posts", POST, row -> taker.take(entry(files, row)));
    }

    /** The file of an upload that holds everything. */
    static String file(SourceFiles files, String extension) {
        return files.names().stream()
                .filter(name -> name.endsWith(extension))
                .min((one, other) -> one.split("/").length - other.split("/").length)
                .orElseThrow(() -> new Unreadable("has no file " + extension));
    }

    private void put(Map<String, String> map, String key, String value, Map<String, String> row) {
        memory.keep(text(row, key), text(row, value));
        map.put(text(row, key), text(row, value));
    }

    private SourceEntry entry(SourceFiles files, Map<String, String> row) {
        String path = "posts/" + text(row, "slug");
        if (text(row, "type").equals("page")) {
            return new Other("page", ONLY_POSTS);
        }
        if (text(row, "html").isEmpty()) {
            return new Broken(path, "has no HTML");
        }
        try {
            return post(files, path, row);
        } catch (Unreadable e) {
            return new Broken(path, e.reason());
        }
    }

    private Post post(SourceFiles files, String path, Map<String, String> row) {
        String status = text(row, "status");
        boolean isForAll =
                text(row, "visibility").isEmpty() || text(row, "visibility").equals("public");
        return new Post(
                path,
                "ghost " + first(text(row, "uuid"), text(row, "id"), text(row, "slug")),
                text(row, "slug"),
                new Text(
                        text(row, "title"),
                        HtmlBody.of(withoutSite(text(row, "html"))),
                        first(text(row, "custom_excerpt"), descriptions.getOrDefault(text(row, "id"), "")),
                        withoutSite(text(row, "feature_image")),
                        tagsOfPosts.getOrDefault(text(row, "id"), List.of()).stream()
                                .map(tag -> tags.getOrDefault(tag, ""))
                                .filter(tag -> !tag.isEmpty() && !tag.startsWith("#"))
                                .toList(),
                        text(row, "locale"),
                        Dialect.COMMON_MARK),
                !isForAll || !(status.equals("published") || status.equals("scheduled")),
                SourceTime.of(first(text(row, "published_at"), text(row, "created_at"))),
                SourceTime.of(text(row, "updated_at")),
                link -> image(files, link),
                isForAll ? List.of() : List.of("Not everybody could read it: it becomes a draft"));
    }

    private static Optional<String> image(SourceFiles files, String link) {
        return link.startsWith("/content/images/")
                ? Stream.of("", "content/", "content/images/")
                        .filter(link.substring(1)::startsWith)
                        .flatMap(folder -> EntryNames.resolve("", link.substring(1 + folder.length())).stream())
                        .filter(files::has)
                        .findFirst()
                : Optional.empty();
    }

    private static String withoutSite(String text) {
        return SITE.matcher(text).replaceAll("/");
    }

    private static String text(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }

    static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }
}
