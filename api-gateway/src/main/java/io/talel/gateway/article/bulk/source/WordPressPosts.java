package io.talel.gateway.article.bulk.source;

import static io.talel.gateway.article.bulk.source.GhostPosts.first;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Broken;
import io.talel.gateway.article.bulk.source.SourceEntry.Other;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.article.content.Dialect;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * WordPress's extended RSS (WXR), by itself or in a zip with the folder {@code wp-content/uploads}. It is read twice: pictures may come
 * behind the posts that show them.
 */
final class WordPressPosts implements Source {

    private static final String UPLOADS = "wp-content/uploads/";

    /** Stands for the time of a post that was never published. */
    private static final String NEVER = "0000-00-00 00:00:00";

    private final Map<String, String> pictures = new HashMap<>();
    private final KeptTexts memory = new KeptTexts();

    @Override
    public void read(SourceFiles files, Taker taker) throws IOException {
        String name = GhostPosts.file(files, ".xml");
        WordPressItems.read(files, name, this::collect);
        WordPressItems.read(files, name, item -> {
            if (!item.text("wp:post_type").equals("attachment")) {
                taker.take(entry(files, item));
            }
        });
    }

    private void collect(WordPressItems.Item item) {
        if (item.text("wp:post_type").equals("attachment")) {
            memory.keep(item.text("wp:post_id"), item.text("wp:attachment_url"));
            pictures.put(item.text("wp:post_id"), item.text("wp:attachment_url"));
        }
    }

    private SourceEntry entry(SourceFiles files, WordPressItems.Item item) {
        String type = item.text("wp:post_type");
        String path = first(type, "item") + "/" + first(item.text("wp:post_name"), item.text("wp:post_id"));
        if (!type.equals("post")) {
            return new Other(first(type, "unknown"), GhostPosts.ONLY_POSTS);
        }
        if (item.text("wp:status").equals("trash") || item.text("wp:status").equals("auto-draft")) {
            return new Other(type, "the trash is not imported");
        }
        try {
            return post(files, path, item);
        } catch (Unreadable e) {
            return new Broken(path, e.reason());
        }
    }

    private Post post(SourceFiles files, String path, WordPressItems.Item item) {
        if (item.isTooLong()) {
            throw new Unreadable("is too long");
        }
        String status = item.text("wp:status");
        boolean hidden =
                status.equals("private") || !item.text("wp:post_password").isEmpty();
        return new Post(
                path,
                "wordpress " + first(item.text("guid"), item.text("link"), path),
                decoded(item.text("wp:post_name")),
                new Text(
                        item.text("title"),
                        WordPressHtml.body(item.text("content:encoded")),
                        item.text("excerpt:encoded"),
                        pictures.getOrDefault(item.text(WordPressItems.THUMBNAIL), ""),
                        item.tags(),
                        "",
                        Dialect.COMMON_MARK),
                hidden || !(status.equals("publish") || status.equals("future")),
                time(item, "wp:post_date_gmt", "wp:post_date"),
                time(item, "wp:post_modified_gmt", "wp:post_modified"),
                link -> image(files, link),
                Stream.concat(
                                hidden ? Stream.of("Not everybody could read it: it becomes a draft") : Stream.empty(),
                                SourceTime.remarks(
                                        local(item, "wp:post_date_gmt", "wp:post_date"),
                                        local(item, "wp:post_modified_gmt", "wp:post_modified"))
                                        .stream())
                        .toList());
    }

    /** WordPress percent-encodes letters outside ASCII. */
    private static String decoded(String slug) {
        try {
            return UriUtils.decode(slug, UTF_8);
        } catch (IllegalArgumentException _) {
            return slug;
        }
    }

    private static @Nullable Instant time(WordPressItems.Item item, String gmt, String local) {
        return SourceTime.of(first(item.text(gmt).replace(NEVER, ""), local(item, gmt, local)));
    }

    /** The time by the clock of the site; empty if the time is known in UTC. */
    private static String local(WordPressItems.Item item, String gmt, String local) {
        return item.text(gmt).replace(NEVER, "").isEmpty() ? item.text(local).replace(NEVER, "") : "";
    }

    private static Optional<String> image(SourceFiles files, String link) {
        int uploads = link.indexOf("/" + UPLOADS);
        return uploads < 0
                ? Optional.empty()
                : MarkdownPosts.image(
                        files, "", "/" + link.substring(uploads + 1 + UPLOADS.length()), UPLOADS, "uploads", "");
    }
}
