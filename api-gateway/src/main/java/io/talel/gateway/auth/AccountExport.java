package io.talel.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.auth.client.Client;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.throttle.Action;
import io.talel.gateway.auth.throttle.Attempt;
import io.talel.gateway.auth.throttle.Throttle;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.FindArticleById;
import io.talel.kernel.article.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.AccountQuery.ListOwnEvents;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.PastEvent;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is stored about a person, as a zip that is written while it is read: of their articles and images one is in
 * memory at a time, of their events a page. The access token is enough: with it everything here can be read one by one.
 */
@Service
final class AccountExport {

    private static final int PAGE = 100;

    /** So many at once on a node, one of each person: each holds a connection and an article. */
    private static final int AT_ONCE = 4;

    /** After which who has an export under way may ask again. */
    private static final Duration WHILE_UNDER_WAY = Duration.ofMinutes(1);

    private final OwnAccount account;
    private final Sessions sessions;
    private final Queries queries;
    private final ContentStore store;
    private final Throttle throttle;
    private final JsonMapper json;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Set<UserId> underWay = ConcurrentHashMap.newKeySet();

    AccountExport(
            OwnAccount account,
            Sessions sessions,
            Queries queries,
            ContentStore store,
            Throttle throttle,
            JsonMapper json) {
        this.account = account;
        this.sessions = sessions;
        this.queries = queries;
        this.store = store;
        this.throttle = throttle;
        this.json = json.rebuild().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    }

    /**
     * @throws HttpRefusal with 429 if it is asked for too often or another one is on its way, with 503 if those of too many
     *     others are
     */
    void send(SignedIn caller, Client client, HttpServletResponse response) throws IOException {
        if (!underWay.add(caller.userId())) {
            throw HttpRefusal.tooManyRequests(WHILE_UNDER_WAY);
        }
        try {
            sendAlone(caller, client, response);
        } finally {
            underWay.remove(caller.userId());
        }
    }

    private void sendAlone(SignedIn caller, Client client, HttpServletResponse response) throws IOException {
        if (!room.tryAcquire()) {
            throw HttpRefusal.unavailable();
        }
        try (Attempt attempt = throttle.begin(Action.EXPORT, caller.userId().toString(), client)) {
            AccountView own = account.show(caller.userId());
            SessionsAnswer open = SessionsAnswer.of(sessions.of(caller.userId()), caller.sessionId());
            response.setContentType("application/zip");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"talelio-export.zip\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            attempt.succeeded();
            // Not closed when something fails: that would end half a zip as if it were a whole one.
            ZipOutputStream zip = new ZipOutputStream(response.getOutputStream(), UTF_8);
            write(zip, "account.json", OwnAccountAnswer.of(own));
            events(zip, caller.userId());
            write(zip, "sessions.json", open);
            articles(zip, caller.userId());
            images(zip, caller.userId());
            zip.close();
        } finally {
            room.release();
        }
    }

    private void write(ZipOutputStream zip, String name, Object content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        json.writeValue(zip, content);
        zip.closeEntry();
    }

    private void events(ZipOutputStream zip, UserId person) throws IOException {
        zip.putNextEntry(new ZipEntry("events.json"));
        try (JsonGenerator out = json.createGenerator(zip)) {
            out.writeStartArray();
            long after = -1;
            List<PastEvent> some;
            while (!(some = queries.list(new ListOwnEvents(person, after, PAGE), PastEvent.class)).isEmpty()) {
                some.forEach(out::writePOJO);
                after = some.getLast().version();
            }
            out.writeEndArray();
        }
        zip.closeEntry();
    }

    /** What is said of an article beside its text, which is {@code articles/<slug>.md}. */
    private record ArticleFacts(
            ArticleId id,
            String slug,
            String title,
            String metaDescription,
            String featuredImage,
            String createdAt,
            String updatedAt) {

        static ArticleFacts of(ArticleView article) {
            return new ArticleFacts(
                    article.id(),
                    article.slug().value(),
                    article.title().value(),
                    article.metaDescription().value(),
                    article.featuredImage().value(),
                    article.createdAt().toString(),
                    article.updatedAt().toString());
        }
    }

    /** Read twice, since a zip has one entry after the other. */
    private void articles(ZipOutputStream zip, UserId author) throws IOException {
        each(author, article -> {
            zip.putNextEntry(new ZipEntry("articles/" + article.slug().value() + ".md"));
            zip.write(article.body().value().getBytes(UTF_8));
            zip.closeEntry();
        });
        zip.putNextEntry(new ZipEntry("articles.json"));
        try (JsonGenerator out = json.createGenerator(zip)) {
            out.writeStartArray();
            each(author, article -> out.writePOJO(ArticleFacts.of(article)));
            out.writeEndArray();
        }
        zip.closeEntry();
    }

    @FunctionalInterface
    private interface Each {
        void article(ArticleView article) throws IOException;
    }

    private void each(UserId author, Each taken) throws IOException {
        long after = 0;
        List<ArticleId> some;
        while (!(some = queries.list(new ListArticlesOf(author, after, PAGE), ArticleId.class)).isEmpty()) {
            for (ArticleId id : some) {
                Optional<ArticlePage> found = queries.find(new FindArticleById(id), ArticlePage.class);
                if (found.isPresent()) {
                    taken.article(found.get().article());
                }
            }
            after = some.getLast().value();
        }
    }

    private void images(ZipOutputStream zip, UserId owner) throws IOException {
        long after = 0;
        List<ImageView> some;
        while (!(some = queries.list(new ListImagesOf(owner, after, PAGE), ImageView.class)).isEmpty()) {
            for (ImageView image : some) {
                Optional<InputStream> bytes = store.get(image.stored());
                if (bytes.isPresent()) {
                    try (InputStream in = bytes.get()) {
                        zip.putNextEntry(new ZipEntry("images/" + image.file().value()));
                        in.transferTo(zip);
                        zip.closeEntry();
                    }
                }
            }
            after = some.getLast().id().value();
        }
    }
}
