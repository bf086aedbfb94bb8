package io.talel.gateway.article;

import io.talel.gateway.auth.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.Absences;
import io.talel.gateway.web.JsonAnswers;
import io.talel.gateway.web.JsonBody;
import io.talel.gateway.web.UserPath;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleQuery.FindArticle;
import io.talel.kernel.article.Slug;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes articles and shows them. */
@RestController
class ArticleController {

    private final Commands commands;
    private final Queries queries;
    private final ArticleIds ids;
    private final ArticleAnswers answers;
    private final PublishedArticles published;
    private final Absences absences;
    private final JsonAnswers json;

    ArticleController(
            Commands commands,
            Queries queries,
            ArticleIds ids,
            ArticleAnswers answers,
            PublishedArticles published,
            Absences absences,
            JsonAnswers json) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.answers = answers;
        this.published = published;
        this.absences = absences;
        this.json = json;
    }

    @PostMapping("/articles")
    ResponseEntity<byte[]> publish(SignedIn author, @JsonBody(maxBytes = NewArticle.MAX_BYTES) NewArticle article) {
        Recorded<ArticlePublished> recorded =
                commands.send(author.userId(), article.command(ids.next(), author.userId()));
        Slug slug = recorded.event().slug();
        return json.created(
                URI.create("/v1/articles/" + UserPath.segment(slug.value())), published.show(author, recorded));
    }

    @GetMapping("/articles/{slug}")
    ResponseEntity<byte[]> article(@PathVariable String slug) {
        Slug wanted = new Slug(slug);
        ArticlePage page =
                queries.find(new FindArticle(wanted), ArticlePage.class).orElseThrow(() -> absences.ofArticle(wanted));
        return json.read(page.article().version(), answers.read(page));
    }
}
