package io.talel.gateway.article;

import io.talel.gateway.auth.caller.PersonalAction;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.AnswerMemory;
import io.talel.gateway.web.JsonAnswers;
import io.talel.gateway.web.JsonBody;
import io.talel.gateway.web.UserPath;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.Slug;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes articles. */
@RestController
class PublishArticleController {

    private final Publications publications;
    private final PublishedArticles published;
    private final JsonAnswers json;
    private final AnswerMemory memory;

    PublishArticleController(
            Publications publications, PublishedArticles published, JsonAnswers json, AnswerMemory memory) {
        this.publications = publications;
        this.published = published;
        this.json = json;
        this.memory = memory;
    }

    @PostMapping("/articles")
    @RateLimited(PersonalAction.WRITE)
    ResponseEntity<byte[]> publish(
            SignedIn author, IdempotencyKey key, @JsonBody(maxBytes = NewArticle.MAX_BYTES) NewArticle article) {
        reserve(article);
        Recorded<ArticlePublished> recorded = publications.publish(author.userId(), article, key);
        Slug slug = recorded.event().slug();
        return json.created(
                URI.create("/v1/articles/" + UserPath.segment(slug.value())), published.show(author, recorded));
    }

    /** Reserves memory for source and HTML first: once the article is recorded, it must be answered. */
    private void reserve(NewArticle article) {
        int bytes = article.body().value().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ArticleController.LARGE_BYTES) {
            memory.reserve(2L * bytes);
        }
    }
}
