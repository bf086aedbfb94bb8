package io.talel.gateway.article;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.UserAnswer;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.FindArticleById;
import io.talel.kernel.article.UserArticlesPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends lists that are too large to be held, reading one article while the one before is on its way. Such an answer has no
 * {@code ETag}: its hash would be known at its end only.
 */
@Component
final class LargeList {

    /** Memory for one list on its way, in bytes: one article of the greatest length, and its copies. */
    private static final long MEMORY = 32L * 1024 * 1024;

    /** Longest wait until another list is through. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Queries queries;
    private final ArticleAnswers answers;
    private final JsonMapper json;

    /** As many lists at once as the heap has room for. */
    private final Semaphore room =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / MEMORY));

    LargeList(Queries queries, ArticleAnswers answers, JsonMapper json) {
        this.queries = queries;
        this.answers = answers;
        this.json = json;
    }

    /** @throws HttpRefusal if too many lists are on their way already */
    void send(UserArticlesPage page, HttpHeaders headers, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!room.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw HttpRefusal.unavailable();
        }
        try {
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            write(page, response);
        } finally {
            room.release();
        }
    }

    private void write(UserArticlesPage page, HttpServletResponse response) throws IOException {
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeArrayPropertyStart("articles");
            for (ArticleId id : page.large()) {
                queries.find(new FindArticleById(id), ArticlePage.class)
                        .ifPresent(found -> out.writePOJO(answers.article(found.article())));
            }
            out.writeEndArray();
            out.writePOJOProperty("user", UserAnswer.of(page.user()));
            out.writeEndObject();
        }
    }
}
