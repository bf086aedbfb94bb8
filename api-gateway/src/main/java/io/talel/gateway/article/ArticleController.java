package io.talel.gateway.article;

import io.talel.gateway.auth.caller.PersonalAction;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.Absences;
import io.talel.gateway.web.AnswerMemory;
import io.talel.gateway.web.JsonAnswers;
import io.talel.gateway.web.JsonBody;
import io.talel.gateway.web.UserPath;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.FindArticle;
import io.talel.kernel.article.ArticleQuery.FindArticleById;
import io.talel.kernel.article.ArticleWeight;
import io.talel.kernel.article.FoundArticle;
import io.talel.kernel.article.Slug;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes articles and shows them. */
@RestController
class ArticleController {

    /** Size, in bytes, from which on an article is loaded only when there is room for it. */
    private static final int LARGE = 128 * 1024;

    private final Commands commands;
    private final Queries queries;
    private final ArticleIds ids;
    private final ArticleAnswers answers;
    private final PublishedArticles published;
    private final Absences absences;
    private final JsonAnswers json;
    private final AnswerMemory memory;

    ArticleController(
            Commands commands,
            Queries queries,
            ArticleIds ids,
            ArticleAnswers answers,
            PublishedArticles published,
            Absences absences,
            JsonAnswers json,
            AnswerMemory memory) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.answers = answers;
        this.published = published;
        this.absences = absences;
        this.json = json;
        this.memory = memory;
    }

    @PostMapping("/articles")
    @RateLimited(PersonalAction.WRITE)
    ResponseEntity<byte[]> publish(SignedIn author, @JsonBody(maxBytes = NewArticle.MAX_BYTES) NewArticle article) {
        reserve(article);
        Recorded<ArticlePublished> recorded =
                commands.send(author.userId(), article.command(ids.next(), author.userId()));
        Slug slug = recorded.event().slug();
        return json.created(
                URI.create("/v1/articles/" + UserPath.segment(slug.value())), published.show(author, recorded));
    }

    /** Reserves memory for source and HTML first: once the article is recorded, it must be answered. */
    private void reserve(NewArticle article) {
        int bytes = article.body().value().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGE) {
            memory.reserve(2L * bytes);
        }
    }

    @GetMapping("/articles/{slug}")
    ResponseEntity<byte[]> article(@PathVariable String slug) {
        Slug wanted = new Slug(slug);
        ArticlePage page = queries.find(new FindArticle(wanted, LARGE), FoundArticle.class)
                .flatMap(this::loaded)
                .orElseThrow(() -> absences.ofArticle(wanted));
        return json.read(page.article().version(), answers.read(page));
    }

    private Optional<ArticlePage> loaded(FoundArticle found) {
        return switch (found) {
            case ArticlePage page -> Optional.of(page);
            case ArticleWeight large -> {
                memory.reserve(large.bytes());
                yield queries.find(new FindArticleById(large.articleId()), ArticlePage.class);
            }
        };
    }
}
