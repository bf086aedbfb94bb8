package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.source.QuotedYaml;
import io.talel.gateway.article.bulk.source.TalelioPosts;
import io.talel.gateway.web.PortableFileName;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.image.ImageView;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and contents of the files of an export. */
final class ExportFiles {

    private static final String EXTENSION = ".md";

    private ExportFiles() {}

    /** @param api address of this service */
    static Object manifest(String api) {
        return new Manifest(TalelioPosts.VERSION, api);
    }

    private record Manifest(int version, String api) {}

    /** Name of the file of an article. */
    static String name(ArticleId id, Slug slug, boolean edits) {
        return TalelioPosts.POSTS + "/" + PortableFileName.of(slug.value(), id.value()) + (edits ? ".edits" : "")
                + EXTENSION;
    }

    /** Name of the file of an image. */
    static String name(ImageView image) {
        String name = image.file().value();
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        return TalelioPosts.IMAGES + "/" + PortableFileName.of(stem, image.id().value()) + extension;
    }

    /** Whether the file of an image has its name, so that an import finds the image by it. */
    static boolean keepsName(ImageView image) {
        return name(image).equals(TalelioPosts.IMAGES + "/" + image.file().value());
    }

    /**
     * An article as a file.
     *
     * @param edits whether the file holds the edits that readers do not see yet
     * @param content with links to images of the export
     */
    static String article(ArticleView article, boolean edits, ArticleStatus status, ArticleContent content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", content.title().value());
        fields.put("slug", article.slug().value() + (edits ? TalelioPosts.EDITS : ""));
        fields.put("id", article.id().value() + (edits ? TalelioPosts.EDITS : ""));
        fields.put("date", article.createdAt().toString());
        fields.put("updated", article.updatedAt().toString());
        fields.put("status", status.label());
        fields.put("draft", status == ArticleStatus.DRAFT);
        fields.put("description", content.metaDescription().value());
        fields.put("tags", content.tags().values());
        fields.put("language", content.language().value());
        fields.put("dialect", content.dialect().value());
        fields.put("featured_image", content.featuredImage().value());
        return QuotedYaml.write(fields) + content.body().value();
    }
}
