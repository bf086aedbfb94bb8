package io.talel.gateway.article.list;

import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.parameter.AtParameter;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the articles that everybody sees as they were at a time. */
@RestController
class PastArticleListController {

    private final PastEntries entries;
    private final ArticleListAnswers answers;
    private final JsonAnswers json;

    PastArticleListController(PastEntries entries, ArticleListAnswers answers, JsonAnswers json) {
        this.entries = entries;
        this.answers = answers;
        this.json = json;
    }

    @GetMapping(path = "/articles", params = "at")
    ResponseEntity<byte[]> articles(
            @RequestParam String at,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String before) {
        AtParameter.requireMissing("before", before);
        Instant then = AtParameter.of(at);
        ArticleFilter filter = FilterParameters.filterAtATime(tag, author, q);
        int most = Paging.limit(limit);
        ArticleList found = entries.list(filter, then, Cursor.position(cursor, then), most);
        Optional<String> next = found.next().map(Cursor::of);
        return NextPage.linked(
                json.shown(answers.list(found, next)), next.map(place -> new NextPage("/articles", most, place)
                        .with("at", Optional.of(then.toString()))
                        .with("tag", filter.tag())
                        .with("author", filter.author().map(Username::value))));
    }
}
