package io.talel.gateway.account.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.kernel.ListEventsOf;
import io.talel.kernel.ListOwned;
import io.talel.kernel.OwnedIds;
import io.talel.kernel.StreamEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All data of a person, as a zip that is written while the data are read: one article, one image and one page of events or
 * rows are in memory at a time. It has every event of the log, also of articles and images that were removed. The directory of
 * a zip is written last, so no program opens one that broke off.
 */
@Component
final class AccountExportFiles {

    private static final int PAGE = 100;

    private final Queries queries;
    private final ContentStore store;
    private final ExportedAuthRows authRows;
    private final Throttle throttle;
    private final JsonMapper json;

    AccountExportFiles(
            Queries queries, ContentStore store, ExportedAuthRows authRows, Throttle throttle, JsonMapper json) {
        this.queries = queries;
        this.store = store;
        this.authRows = authRows;
        this.throttle = throttle;
        this.json = json.rebuild()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .build();
    }

    /** Leaves the zip open when something fails: closing would make half a zip look whole. */
    void write(AccountView own, SessionsAnswer open, OutputStream out) throws IOException {
        UserId person = own.user().id();
        ZipOutputStream zip = new ZipOutputStream(out, UTF_8);
        write(zip, "account.json", OwnAccountAnswer.of(own));
        events(zip, person);
        write(zip, "sessions.json", open);
        security(zip, own);
        articles(zip, person);
        images(zip, person);
        zip.close();
    }

    /** Stored rows by the name of their table, and the times when known networks expire. */
    private void security(ZipOutputStream zip, AccountView own) throws IOException {
        generated(zip, "security.json", out -> {
            out.writeStartObject();
            out.writeName("records");
            out.writeStartObject();
            for (String table : authRows.tables()) {
                out.writeName(table);
                out.writeStartArray();
                authRows.each(table, own.user().id(), out::writeRawValue);
                out.writeEndArray();
            }
            out.writeEndObject();
            out.writeName("knownNetworksUntil");
            out.writePOJO(throttle.endsOfKnownNetworks(own.email().value()).stream()
                    .map(Instant::toString)
                    .toList());
            out.writeEndObject();
        });
    }

    private void write(ZipOutputStream zip, String name, Object content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        json.writeValue(zip, content);
        zip.closeEntry();
    }

    private void events(ZipOutputStream zip, UserId person) throws IOException {
        array(zip, "events.json", out -> {
            eventsOf(person.toString(), out);
            OwnedIds owned = new OwnedIds(List.of(), List.of(), 0, false);
            while (!owned.isAll()) {
                owned = queries.ask(new ListOwned(person, owned.readUpTo(), true), OwnedIds.class);
                owned.articles().forEach(article -> eventsOf(article.toString(), out));
                owned.images().forEach(image -> eventsOf(image.toString(), out));
            }
        });
    }

    private void eventsOf(String stream, JsonGenerator out) {
        long after = -1;
        List<StreamEvent> some;
        while (!(some = queries.list(new ListEventsOf(stream, after), StreamEvent.class)).isEmpty()) {
            some.forEach(out::writePOJO);
            after = some.getLast().version();
        }
    }

    private void array(ZipOutputStream zip, String name, Each<JsonGenerator> elements) throws IOException {
        generated(zip, name, out -> {
            out.writeStartArray();
            elements.take(out);
            out.writeEndArray();
        });
    }

    private void generated(ZipOutputStream zip, String name, Each<JsonGenerator> content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        JsonGenerator out = json.createGenerator(zip);
        content.take(out);
        out.close();
        zip.closeEntry();
    }

    /**
     * The metadata of an article beside its text, which is {@code articles/<slug>.md}.
     *
     * @param unpublishedEdits whether readers see an older version, that of the last {@code VersionPinned} in
     *     {@code events.json}
     */
    private record ArticleFacts(
            ArticleId id,
            String slug,
            String title,
            String metaDescription,
            String featuredImage,
            List<String> tags,
            String language,
            String dialect,
            ArticleStatus status,
            boolean unpublishedEdits,
            String createdAt,
            String updatedAt) {

        static ArticleFacts of(ArticleView article, OwnArticle own) {
            return new ArticleFacts(
                    article.id(),
                    article.slug().value(),
                    article.content().title().value(),
                    article.content().metaDescription().value(),
                    article.content().featuredImage().value(),
                    article.content().tags().values(),
                    article.content().language().value(),
                    article.content().dialect().value(),
                    own.status(),
                    own.unpublishedEdits(),
                    article.createdAt().toString(),
                    article.updatedAt().toString());
        }
    }

    /** Reads the articles twice, since a zip has one entry after the other. */
    private void articles(ZipOutputStream zip, UserId author) throws IOException {
        eachArticle(author, (article, _) -> {
            zip.putNextEntry(new ZipEntry("articles/" + article.slug().value() + ".md"));
            zip.write(article.content().body().value().getBytes(UTF_8));
            zip.closeEntry();
        });
        array(
                zip,
                "articles.json",
                out -> eachArticle(author, (article, own) -> out.writePOJO(ArticleFacts.of(article, own))));
    }

    @FunctionalInterface
    private interface Each<T> {
        void take(T one) throws IOException;
    }

    @FunctionalInterface
    private interface EachArticle {
        void take(ArticleView article, OwnArticle own) throws IOException;
    }

    private void eachArticle(UserId author, EachArticle taken) throws IOException {
        long after = 0;
        List<ArticleId> some;
        while (!(some = queries.list(new ListArticlesOf(author, false, after, PAGE), ArticleId.class)).isEmpty()) {
            for (ArticleId id : some) {
                Optional<OwnArticle> found = queries.find(new FindOwnArticle(id, Integer.MAX_VALUE), OwnArticle.class);
                if (found.isPresent()) {
                    taken.take(found.get().article().orElseThrow(), found.get());
                }
            }
            after = some.getLast().value();
        }
    }

    /** @param missing whether the store has lost the bytes; otherwise they are in {@code images/<file>} */
    private record ImageFacts(ImageId id, String file, String createdAt, long bytes, String sha256, boolean missing) {

        static ImageFacts of(ImageView image, boolean missing) {
            return new ImageFacts(
                    image.id(),
                    image.file().value(),
                    image.createdAt().toString(),
                    image.stored().bytes(),
                    image.stored().sha256(),
                    missing);
        }
    }

    /** Reads the images twice, like the articles. */
    private void images(ZipOutputStream zip, UserId owner) throws IOException {
        Set<ImageId> missing = new HashSet<>();
        eachImage(owner, image -> {
            if (!bytes(zip, image)) {
                missing.add(image.id());
            }
        });
        array(
                zip,
                "images.json",
                out -> eachImage(owner, image -> out.writePOJO(ImageFacts.of(image, missing.contains(image.id())))));
    }

    private void eachImage(UserId owner, Each<ImageView> taken) throws IOException {
        long after = 0;
        List<ImageView> some;
        while (!(some = queries.list(new ListImagesOf(owner, after, PAGE), ImageView.class)).isEmpty()) {
            for (ImageView image : some) {
                taken.take(image);
            }
            after = some.getLast().id().value();
        }
    }

    /** @return whether the store has them */
    private boolean bytes(ZipOutputStream zip, ImageView image) throws IOException {
        Optional<InputStream> bytes = store.get(image.stored());
        if (bytes.isEmpty()) {
            return false;
        }
        try (InputStream in = bytes.get()) {
            zip.putNextEntry(new ZipEntry("images/" + image.file().value()));
            in.transferTo(zip);
            zip.closeEntry();
        }
        return true;
    }
}
