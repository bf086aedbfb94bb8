package io.talel.gateway.article;

import io.talel.gateway.auth.caller.Visitor;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleOrSize;
import io.talel.kernel.article.view.ArticleQuery.FindArticle;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleSize;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows articles. */
@RestController
class ArticleController {

    private final Queries queries;
    private final ArticleAnswers answers;
    private final SlugRedirects slugs;
    private final OwnArticleReads own;
    private final JsonAnswers json;
    private final AnswerMemory memory;

    ArticleController(
            Queries queries,
            ArticleAnswers answers,
            SlugRedirects slugs,
            OwnArticleReads own,
            JsonAnswers json,
            AnswerMemory memory) {
        this.queries = queries;
        this.answers = answers;
        this.slugs = slugs;
        this.own = own;
        this.json = json;
        this.memory = memory;
    }

    /** Who calls is asked only where readers see nothing: what they see, everybody gets alike. */
    @GetMapping("/articles/{slug}")
    ResponseEntity<byte[]> article(Visitor visitor, @PathVariable String slug) {
        Slug wanted = new Slug(slug);
        return queries.find(new FindArticle(wanted, LargeReads.LARGE_BYTES), ArticleOrSize.class)
                .flatMap(this::loaded)
                .map(page -> json.shown(page.article().version(), page.article().updatedAt(), answers.read(page)))
                .orElseGet(() -> hidden(visitor, wanted));
    }

    /** Its author sees a draft here too, but not what is in the trash: to this address it is gone until it is restored. */
    private ResponseEntity<byte[]> hidden(Visitor visitor, Slug slug) {
        slugs.requireHidden(slug);
        return visitor.ifValid().map(author -> own.draft(author, slug)).orElseThrow(NotFoundRefusals::noArticle);
    }

    private Optional<ArticleWithNeighbours> loaded(ArticleOrSize found) {
        return switch (found) {
            case ArticleWithNeighbours page -> Optional.of(page);
            case ArticleSize large -> {
                memory.reserve(large.bytes());
                yield queries.find(new FindArticleById(large.articleId()), ArticleWithNeighbours.class);
            }
        };
    }
}
