package io.talel.gateway.article.list;

import io.talel.gateway.article.ArticleAnswers;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.UserArticlesPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a list that is too large to hold, article by article. A failure half-way breaks off the answer before the end of the
 * list. Its hash is known only at the end, so the tag is made of sizes, versions and slugs. These come before the texts: if an
 * article changes between the two, the client gets the older tag, and the list once more next time.
 */
@Component
final class StreamedArticleList {

    /** Longest time that one list may take. */
    private static final Duration MAX_DURATION = Duration.ofMinutes(10);

    /** Version of the answer's form. Raise it when the same articles give another answer. */
    private static final int FORM = 1;

    private final Queries queries;
    private final ArticleAnswers answers;
    private final JsonMapper json;
    private final AnswerMemory memory;
    private final Clock clock;

    StreamedArticleList(Queries queries, ArticleAnswers answers, JsonMapper json, AnswerMemory memory, Clock clock) {
        this.queries = queries;
        this.answers = answers;
        this.json = json;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * @return 304 if the client has the list; else an answer without headers and body, since both have been sent already
     * @throws HttpRefusal if there is no room for the first article
     */
    ResponseEntity<byte[]> send(
            UserArticlesPage page, HttpHeaders headers, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String tag = JsonAnswers.weakTag(FORM + " " + answers.articleUrl() + " " + page.user() + " " + page.large());
        headers.setETag(tag);
        headers.setCacheControl(JsonAnswers.FOR_EVERYBODY);
        if (new ServletWebRequest(request).checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(headers)
                    .build();
        }
        Instant end = clock.instant().plus(MAX_DURATION);
        Answer answer = new Answer(headers, response);
        for (ArticleSize article : page.large()) {
            if (!clock.instant().isBefore(end)) {
                throw new IOException("It took too long until the list was read");
            }
            memory.pass(article.bytes(), answer.isEmpty(), () -> article(article.articleId()), answer::add);
        }
        answer.end(json.writeValueAsBytes(UserAnswer.of(page.user())));
        return ResponseEntity.ok().build();
    }

    /** The article as JSON; empty if it has been removed meanwhile. */
    private byte[] article(ArticleId id) {
        return queries.find(new FindArticleById(id), ArticleWithNeighbours.class)
                .map(found -> json.writeValueAsBytes(answers.article(found.article())))
                .orElse(new byte[0]);
    }

    /** The answer under way. Its headers are sent with the first article. */
    private static final class Answer {

        private final HttpHeaders headers;
        private final HttpServletResponse response;
        private boolean empty = true;

        Answer(HttpHeaders headers, HttpServletResponse response) {
            this.headers = headers;
            this.response = response;
        }

        boolean isEmpty() {
            return empty;
        }

        void add(byte[] article) throws IOException {
            if (article.length > 0) {
                write(empty ? begin() : ",");
                response.getOutputStream().write(article);
            }
        }

        void end(byte[] user) throws IOException {
            write(empty ? begin() + "]" : "]");
            write(",\"user\":");
            response.getOutputStream().write(user);
            write("}");
        }

        private String begin() {
            empty = false;
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            return "{\"articles\":[";
        }

        private void write(String text) throws IOException {
            OutputStream out = response.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
