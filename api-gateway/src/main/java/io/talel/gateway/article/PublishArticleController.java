package io.talel.gateway.article;

import io.talel.gateway.auth.caller.PersonalAction;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.AnswerMemory;
import io.talel.gateway.web.JsonAnswers;
import io.talel.gateway.web.JsonBody;
import io.talel.gateway.web.UserPath;
import io.talel.kernel.article.ArticleState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes articles. */
@RestController
class PublishArticleController {

    private final Publications publications;
    private final WrittenArticles written;
    private final JsonAnswers json;
    private final AnswerMemory memory;

    PublishArticleController(
            Publications publications, WrittenArticles written, JsonAnswers json, AnswerMemory memory) {
        this.publications = publications;
        this.written = written;
        this.json = json;
        this.memory = memory;
    }

    @PostMapping("/articles")
    @RateLimited(PersonalAction.WRITE)
    ResponseEntity<byte[]> publish(
            SignedIn author, IdempotencyKey key, @JsonBody(maxBytes = NewArticle.MAX_BYTES) NewArticle article) {
        reserve(article);
        ArticleState begun = publications.begin(author.userId(), article, key);
        return json.created(
                URI.create("/v1/articles/" + UserPath.segment(begun.slug().value())), written.begun(author, begun));
    }

    /** Reserves memory for source and HTML first: once the article is recorded, it must be answered. */
    private void reserve(NewArticle article) {
        int bytes = article.body().value().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ArticleController.LARGE_BYTES) {
            memory.reserve(2L * bytes);
        }
    }
}
