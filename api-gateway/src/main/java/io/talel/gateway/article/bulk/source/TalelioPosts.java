package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.content.Dialect;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of this service. */
public final class TalelioPosts extends MarkdownPosts {

    public static final String MANIFEST = "talelio.json";
    public static final String POSTS = "posts";
    public static final String IMAGES = "images";

    /** Version of the format, in the manifest. */
    public static final int VERSION = 1;

    /** Ends the id and the slug of a file with edits that readers do not see yet. */
    public static final String EDITS = "-edits";

    private static final int MAX_MANIFEST = 64 * 1024;

    private final String api;
    private String exportedBy = "";

    TalelioPosts(String api) {
        this.api = api;
    }

    @Override
    public void read(SourceFiles files, Taker taker) throws IOException {
        exportedBy = exportedBy(files);
        super.read(files, taker);
    }

    private static String exportedBy(SourceFiles files) {
        if (!files.has(MANIFEST)) {
            throw new Unreadable("has no " + MANIFEST);
        }
        try {
            JsonNode manifest = JsonMapper.shared().readTree(files.text(MANIFEST, MAX_MANIFEST));
            if (manifest.path("version").asInt(0) != VERSION) {
                throw new Unreadable("was written by a later version");
            }
            return manifest.path("api").asString("");
        } catch (JacksonException e) {
            throw new Unreadable("has a " + MANIFEST + " that cannot be read");
        }
    }

    @Override
    Predicate<String> posts(SourceFiles files) {
        return name -> EntryNames.folder(name).equals(POSTS);
    }

    @Override
    SourceEntry post(SourceFiles files, String name, FrontMatter matter) {
        String id = matter.text("id");
        return new Post(
                name,
                exportedBy + " " + (id.isEmpty() ? name : id),
                matter.text("slug"),
                new Text(
                        matter.text("title"),
                        matter.body(),
                        matter.text("description"),
                        matter.text("featured_image"),
                        matter.list("tags"),
                        matter.text("language"),
                        dialect(matter.text("dialect"))),
                matter.is("draft", true),
                SourceTime.of(matter.text("date")),
                SourceTime.of(matter.text("updated")),
                link -> image(files, name, link),
                List.of());
    }

    private static Dialect dialect(String name) {
        try {
            return name.isEmpty() ? Dialect.PYTHON_MARKDOWN : new Dialect(name);
        } catch (InvalidValue e) {
            throw new Unreadable("has an unknown dialect");
        }
    }

    /** The article with the number of an exported post; empty for exports of other systems. */
    public static Optional<ArticleId> exported(String api, Post post) {
        String id = post.identity().startsWith(api + " ") ? post.identity().substring(api.length() + 1) : "";
        String number = id.endsWith(EDITS) ? id.substring(0, id.length() - EDITS.length()) : id;
        return number.matches("[1-9][0-9]{0,17}")
                ? Optional.of(new ArticleId(Long.parseLong(number)))
                : Optional.empty();
    }
}
