package io.talel.gateway.article.write;

import io.talel.gateway.article.ArticleForAuthor;
import io.talel.gateway.article.WrittenArticles;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.article.ArticleCommand.TrashArticle;
import io.talel.kernel.article.Slug;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Revises articles, reverts them, publishes them and takes them back. */
@RestController
@RequestMapping("/articles/{slug}")
class ArticleChangesController {

    private final ArticleChanges changes;
    private final WrittenArticles written;
    private final JsonAnswers json;

    ArticleChangesController(ArticleChanges changes, WrittenArticles written, JsonAnswers json) {
        this.changes = changes;
        this.written = written;
        this.json = json;
    }

    @PatchMapping
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> revise(
            SignedIn author,
            @PathVariable String slug,
            IfMatch ifMatch,
            @JsonBody(maxBytes = NewArticleRequest.MAX_BYTES) ArticleRevisionRequest revision) {
        return answer(
                author,
                changes.change(
                        author.userId(),
                        new Slug(slug),
                        NewArticleRequest.bytes(revision.body()),
                        ifMatch,
                        (id, version) -> revision.command(id, author.userId(), version)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimited(RateLimitedAction.WRITE)
    void remove(SignedIn author, @PathVariable String slug, IfMatch ifMatch) {
        changes.send(new Slug(slug), ifMatch, (id, version) -> new TrashArticle(id, author.userId(), version));
    }

    @PostMapping("/publish")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> publish(SignedIn author, @PathVariable String slug, IfMatch ifMatch, IdempotencyKey key) {
        return answer(author, changes.once(author, new Slug(slug), 0, key, ifMatch, Transition.PUBLISH));
    }

    @PostMapping("/unpublish")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> unpublish(SignedIn author, @PathVariable String slug, IfMatch ifMatch, IdempotencyKey key) {
        return answer(author, changes.once(author, new Slug(slug), 0, key, ifMatch, Transition.UNPUBLISH));
    }

    @PostMapping("/restore")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> restore(SignedIn author, @PathVariable String slug, IfMatch ifMatch, IdempotencyKey key) {
        return answer(author, changes.once(author, new Slug(slug), 0, key, ifMatch, Transition.RESTORE));
    }

    @PostMapping("/revert")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> revert(
            SignedIn author,
            @PathVariable String slug,
            IfMatch ifMatch,
            IdempotencyKey key,
            @JsonBody RevertArticleRequest reversion) {
        return answer(author, changes.revert(author, new Slug(slug), key, ifMatch, reversion));
    }

    private ResponseEntity<byte[]> answer(SignedIn author, ArticleForAuthor article) {
        return json.written(article.article().version(), written.own(author, article));
    }
}
