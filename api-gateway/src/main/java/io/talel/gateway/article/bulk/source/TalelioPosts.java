package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.gateway.web.PortableFileName;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.image.ImageView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int VERSION = 1;
    private static final int MAX_MANIFEST = 64 * 1024;
    private static final String EXTENSION = ".md";
    private static final String EDITS = "-edits";

    private final String api;
    private String exportedBy = "";

    TalelioPosts(String api) {
        this.api = api;
    }

    /** The manifest of an export by this service. @param api its address */
    public static Object manifest(String api) {
        return new Manifest(VERSION, api);
    }

    private record Manifest(int version, String api) {}

    /** Name of the file of an article. */
    public static String file(ArticleId id, Slug slug, boolean edits) {
        return POSTS + "/" + PortableFileName.of(slug.value(), id.value()) + (edits ? ".edits" : "") + EXTENSION;
    }

    /** Name of the file of an image. */
    public static String file(ImageView image) {
        String name = image.file().value();
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        return IMAGES + "/" + PortableFileName.of(stem, image.id().value()) + extension;
    }

    /** Whether the file of an image has its name, so that an import finds the image by it. */
    public static boolean keepsName(ImageView image) {
        return file(image).equals(IMAGES + "/" + image.file().value());
    }

    /**
     * An article as a file.
     *
     * @param edits whether the file holds the edits that readers do not see yet
     * @param content with links to images of the export
     */
    public static String write(ArticleView article, boolean edits, ArticleStatus status, ArticleContent content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", content.title().value());
        fields.put("slug", article.slug().value() + (edits ? EDITS : ""));
        fields.put("id", article.id().value() + (edits ? EDITS : ""));
        fields.put("date", article.createdAt().toString());
        fields.put("updated", article.updatedAt().toString());
        fields.put("status", status.label());
        fields.put("draft", status == ArticleStatus.DRAFT);
        fields.put("description", content.metaDescription().value());
        fields.put("tags", content.tags().values());
        fields.put("language", content.language().value());
        fields.put("dialect", content.dialect().value());
        fields.put("featured_image", content.featuredImage().value());
        return FrontMatter.write(fields) + content.body().value();
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
