package io.talel.gateway.article.list;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.article.view.ArticleQuery.ListTags;
import io.talel.kernel.article.view.TagCount;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the tags of the articles that everybody sees. */
@RestController
class TagController {

    private final Queries queries;
    private final ArticleListAnswers answers;
    private final JsonAnswers json;

    TagController(Queries queries, ArticleListAnswers answers, JsonAnswers json) {
        this.queries = queries;
        this.answers = answers;
        this.json = json;
    }

    /** One tag more than a page has tells whether there is a next page. */
    @GetMapping("/tags")
    ResponseEntity<byte[]> tags(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Paging.limit(limit);
        List<TagCount> found = queries.list(new ListTags(Cursor.name(cursor), most + 1), TagCount.class);
        Optional<String> next =
                found.size() > most ? Optional.of(Cursor.of(found.get(most - 1).tag())) : Optional.empty();
        return NextPage.linked(
                json.shown(answers.tags(found.stream().limit(most).toList(), next)),
                next.map(place -> new NextPage("/tags", most, place)));
    }
}
