package io.talel.gateway.article.list;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.user.Username;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the articles that everybody sees. */
@RestController
class ArticleListController {

    private final Queries queries;
    private final ArticleListAnswers answers;
    private final JsonAnswers json;

    ArticleListController(Queries queries, ArticleListAnswers answers, JsonAnswers json) {
        this.queries = queries;
        this.answers = answers;
        this.json = json;
    }

    @GetMapping("/articles")
    ResponseEntity<byte[]> articles(
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        ArticleFilter filter = FilterParameters.filter(tag, author, q);
        int most = Paging.limit(limit);
        ArticleList found = queries.ask(new ListArticles(filter, Cursor.position(cursor), most), ArticleList.class);
        Optional<String> next = found.next().map(Cursor::of);
        return NextPage.linked(
                json.shown(answers.list(found, next)), next.map(place -> new NextPage("/articles", most, place)
                        .with("tag", filter.tag())
                        .with("author", filter.author().map(Username::value))
                        .with("q", filter.words())));
    }
}
