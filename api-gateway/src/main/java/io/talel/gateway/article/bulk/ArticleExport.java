package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.source.TalelioPosts;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.ImageUrls;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.work.LongRequests;
import io.talel.gateway.work.RevocableOutput;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the articles of an author as a zip of Markdown files with their images, one article or image in memory at a time. Edits that
 * readers do not see yet are a second file, a draft.
 */
@Component
final class ArticleExport {

    private static final int MAX_CONCURRENT = 4;
    private static final int PAGE = 100;

    private final Queries queries;
    private final ContentStore store;
    private final ImageUrls addresses;
    private final WebSettings settings;
    private final JsonMapper json;
    private final LongRequests turns;

    ArticleExport(
            Queries queries,
            ContentStore store,
            ImageUrls addresses,
            WebSettings settings,
            JsonMapper json,
            Clock clock) {
        this.queries = queries;
        this.store = store;
        this.addresses = addresses;
        this.settings = settings;
        this.json = json;
        this.turns = new LongRequests(clock, MAX_CONCURRENT);
    }

    /** @throws HttpRefusal with 429 if the author has an export under way, with 503 if too many others have */
    void send(SignedIn author, HttpServletResponse response) throws IOException {
        try (LongRequests.Turn turn = turns.begin(author.userId())) {
            response.setContentType("application/zip");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"talelio-articles.zip\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            write(author, new RevocableOutput(response.getOutputStream(), turn::isOver));
        }
    }

    /** Leaves the zip open when something fails: closing would make half a zip look whole. */
    private void write(SignedIn author, RevocableOutput out) throws IOException {
        ExportZip zip = new ExportZip(out);
        zip.put(
                TalelioPosts.MANIFEST,
                json.writeValueAsString(
                        ExportFiles.manifest(settings.apiBaseUrl().toString())));
        articles(zip, author);
        images(zip, author);
        zip.end();
    }

    private void articles(ExportZip zip, SignedIn author) throws IOException {
        ExportImageLinks images = new ExportImageLinks(author, addresses, queries);
        long after = 0;
        List<ArticleId> some;
        while (!(some = queries.list(new ListArticlesOf(author.userId(), false, after, PAGE), ArticleId.class))
                .isEmpty()) {
            for (ArticleId id : some) {
                Optional<OwnArticle> found = queries.find(new FindOwnArticle(id, Integer.MAX_VALUE), OwnArticle.class);
                if (found.isPresent() && found.get().status() != ArticleStatus.REMOVED) {
                    article(zip, found.get(), images);
                }
            }
            after = some.getLast().value();
        }
    }

    private void article(ExportZip zip, OwnArticle own, ExportImageLinks images) throws IOException {
        ArticleView article = own.article().orElseThrow();
        boolean hasEdits = own.unpublishedEdits() && own.status() == ArticleStatus.PUBLISHED;
        if (!hasEdits) {
            put(zip, article, false, own.status(), images);
            return;
        }
        put(zip, article, true, ArticleStatus.DRAFT, images);
        Optional<ArticleWithNeighbours> shown =
                queries.find(new FindArticleById(article.id()), ArticleWithNeighbours.class);
        if (shown.isPresent()) {
            put(zip, shown.get().article(), false, own.status(), images);
        }
    }

    private static void put(
            ExportZip zip, ArticleView article, boolean edits, ArticleStatus status, ExportImageLinks images)
            throws IOException {
        ArticleContent content = article.content();
        ArticleContent linked = new ArticleContent(
                content.title(),
                new Markdown(images.linked(content.body().value())),
                content.metaDescription(),
                new FeaturedImage(images.linked(content.featuredImage().value())),
                content.tags(),
                content.language(),
                content.dialect());
        zip.put(
                ExportFiles.name(article.id(), article.slug(), edits),
                ExportFiles.article(article, edits, status, linked));
    }

    private void images(ExportZip zip, SignedIn owner) throws IOException {
        long after = 0;
        List<ImageView> some;
        while (!(some = queries.list(new ListImagesOf(owner.userId(), after, PAGE), ImageView.class)).isEmpty()) {
            for (ImageView image : some) {
                image(zip, image);
            }
            after = some.getLast().id().value();
        }
    }

    private void image(ExportZip zip, ImageView image) throws IOException {
        Optional<InputStream> bytes = store.get(image.stored());
        if (bytes.isPresent()) {
            try (InputStream in = bytes.get()) {
                zip.put(ExportFiles.name(image), in);
            }
        }
    }
}
