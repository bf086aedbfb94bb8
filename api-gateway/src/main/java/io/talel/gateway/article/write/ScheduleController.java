package io.talel.gateway.article.write;

import io.talel.gateway.article.ArticleAnswers;
import io.talel.gateway.article.SlugRedirects;
import io.talel.gateway.article.write.Scheduling.Scheduled;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.web.parameter.IfMatch;
import io.talel.kernel.article.ArticleCommand.CancelSchedule;
import io.talel.kernel.article.Slug;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Schedules the publication of an article and its end. */
@RestController
@RequestMapping("/articles/{slug}/schedule")
class ScheduleController {

    private final Scheduling scheduling;
    private final ArticleChanges changes;
    private final SlugRedirects slugs;
    private final ArticleAnswers answers;
    private final JsonAnswers json;

    ScheduleController(
            Scheduling scheduling,
            ArticleChanges changes,
            SlugRedirects slugs,
            ArticleAnswers answers,
            JsonAnswers json) {
        this.scheduling = scheduling;
        this.changes = changes;
        this.slugs = slugs;
        this.answers = answers;
        this.json = json;
    }

    @PostMapping
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<byte[]> schedule(
            SignedIn author,
            @PathVariable String slug,
            IfMatch ifMatch,
            IdempotencyKey key,
            @JsonBody ScheduleArticleRequest wanted) {
        Scheduled scheduled = scheduling.schedule(author, new Slug(slug), key, ifMatch, wanted);
        return json.written(scheduled.version(), answers.scheduled(scheduled.schedule()));
    }

    @GetMapping
    ResponseEntity<byte[]> schedule(SignedIn author, @PathVariable String slug) {
        Slug wanted = new Slug(slug);
        slugs.ownOf(author.userId(), wanted);
        Scheduled found = scheduling.read(author, wanted);
        return json.read(found.version(), answers.scheduled(found.schedule()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimited(RateLimitedAction.WRITE)
    void cancel(SignedIn author, @PathVariable String slug, IfMatch ifMatch) {
        changes.send(new Slug(slug), ifMatch, (id, version) -> new CancelSchedule(id, author.userId(), version));
    }
}
