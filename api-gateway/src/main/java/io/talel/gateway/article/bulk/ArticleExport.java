package io.talel.gateway.article.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.article.bulk.source.OwnExport;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.ImageAddresses;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.work.RevocableOutput;
import io.talel.gateway.work.Turns;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.FindArticleById;
import io.talel.kernel.article.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.OwnArticle;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the articles of an author as a zip of Markdown files with their images, while they are read: one article or image is in memory
 * at a time. What readers see is one file; edits that they do not see yet are another, a draft.
 */
@Component
final class ArticleExport {

    private static final int MAX_CONCURRENT = 4;
    private static final int PAGE = 100;

    private final Queries queries;
    private final ContentStore store;
    private final ImageAddresses addresses;
    private final WebSettings settings;
    private final JsonMapper json;
    private final Turns turns;

    ArticleExport(
            Queries queries,
            ContentStore store,
            ImageAddresses addresses,
            WebSettings settings,
            JsonMapper json,
            Clock clock) {
        this.queries = queries;
        this.store = store;
        this.addresses = addresses;
        this.settings = settings;
        this.json = json;
        this.turns = new Turns(clock, MAX_CONCURRENT);
    }

    /** @throws HttpRefusal with 429 if the author has an export under way, with 503 if too many others have */
    void send(SignedIn author, HttpServletResponse response) throws IOException {
        try (Turns.Turn turn = turns.begin(author.userId())) {
            response.setContentType("application/zip");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"talelio-articles.zip\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            write(author, new RevocableOutput(response.getOutputStream(), turn::isOver));
        }
    }

    /** Leaves the zip open when something fails: closing would make half a zip look whole. */
    private void write(SignedIn author, RevocableOutput out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, UTF_8);
        put(
                zip,
                OwnExport.MANIFEST,
                json.writeValueAsString(OwnExport.manifest(settings.apiBaseUrl().toString())));
        articles(zip, author);
        images(zip, author);
        zip.close();
    }

    private void articles(ZipOutputStream zip, SignedIn author) throws IOException {
        OwnImages images = new OwnImages(author, addresses, queries);
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

    private void article(ZipOutputStream zip, OwnArticle own, OwnImages images) throws IOException {
        ArticleView article = own.article().orElseThrow();
        boolean hasEdits = own.unpublishedEdits() && own.status() == ArticleStatus.PUBLISHED;
        if (!hasEdits) {
            put(zip, article, false, own.status(), images);
            return;
        }
        put(zip, article, true, ArticleStatus.DRAFT, images);
        Optional<ArticlePage> shown = queries.find(new FindArticleById(article.id()), ArticlePage.class);
        if (shown.isPresent()) {
            put(zip, shown.get().article(), false, own.status(), images);
        }
    }

    private static void put(
            ZipOutputStream zip, ArticleView article, boolean edits, ArticleStatus status, OwnImages images)
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
        put(zip, OwnExport.file(article.id(), article.slug(), edits), OwnExport.write(article, edits, status, linked));
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    private void images(ZipOutputStream zip, SignedIn owner) throws IOException {
        long after = 0;
        List<ImageView> some;
        while (!(some = queries.list(new ListImagesOf(owner.userId(), after, PAGE), ImageView.class)).isEmpty()) {
            for (ImageView image : some) {
                image(zip, image);
            }
            after = some.getLast().id().value();
        }
    }

    private void image(ZipOutputStream zip, ImageView image) throws IOException {
        Optional<InputStream> bytes = store.get(image.stored());
        if (bytes.isPresent()) {
            try (InputStream in = bytes.get()) {
                zip.putNextEntry(
                        new ZipEntry(OwnExport.IMAGES + "/" + image.file().value()));
                in.transferTo(zip);
                zip.closeEntry();
            }
        }
    }
}
