package io.talel.gateway.article.write;

import io.talel.gateway.article.WrittenArticles;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.RecordedArticle;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes articles, or keeps them as drafts. */
@RestController
class ArticleCreationController {

    private final ArticleCreation articles;
    private final WrittenArticles written;
    private final JsonAnswers json;
    private final AnswerMemory memory;

    ArticleCreationController(
            ArticleCreation articles, WrittenArticles written, JsonAnswers json, AnswerMemory memory) {
        this.articles = articles;
        this.written = written;
        this.json = json;
        this.memory = memory;
    }

    @PostMapping("/articles")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> publish(
            SignedIn author,
            IdempotencyKey key,
            @JsonBody(maxBytes = NewArticleRequest.MAX_BYTES) NewArticleRequest article) {
        NewArticleRequest.reserve(memory, article.body());
        RecordedArticle begun = articles.begin(author.userId(), article, key);
        String path = begun.status() == ArticleStatus.DRAFT ? "/v1/accounts/me/articles/" : "/v1/articles/";
        URI location = URI.create(path + UserPath.segment(begun.slug().value()));
        return json.created(location, begun.version(), written.begun(author, begun));
    }
}
