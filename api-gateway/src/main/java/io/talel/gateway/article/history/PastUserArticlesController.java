package io.talel.gateway.article.history;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.parameter.AtParameter;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the articles of one user as they were at a time. */
@RestController
class PastUserArticlesController {

    private final Queries queries;
    private final PastLists lists;
    private final HistoryAnswers answers;
    private final NotFoundRefusals refusals;
    private final JsonAnswers json;

    PastUserArticlesController(
            Queries queries, PastLists lists, HistoryAnswers answers, NotFoundRefusals refusals, JsonAnswers json) {
        this.queries = queries;
        this.lists = lists;
        this.answers = answers;
        this.refusals = refusals;
        this.json = json;
    }

    /** An unknown user and a page without articles are an empty object, as in the list of today. */
    @GetMapping(path = "/users/{username}/articles", params = "at")
    ResponseEntity<byte[]> list(
            @PathVariable String username,
            @RequestParam String at,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String cursor) {
        AtParameter.requireMissing("page", page);
        AtParameter.requireMissing("cursor", cursor);
        Instant then = AtParameter.of(at);
        ArticlePosition below = PastListPosition.of(before, then);
        int most = Paging.limit(limit);
        Optional<UserView> author =
                UserPath.username(username).flatMap(name -> queries.find(new FindUser(name), UserView.class));
        if (author.isEmpty()) {
            refusals.requireNoUser(username);
            return json.shown(Map.of());
        }
        PastLists.Page found = lists.page(PastLists.Filter.of(author.get().id()), then, below, most);
        ResponseEntity<byte[]> body =
                found.articles().isEmpty() ? json.shown(Map.of()) : answers.list(found.articles(), author.get());
        return ResponseEntity.ok()
                .headers(body.getHeaders())
                .headers(next(author.get(), then, found, most))
                .body(body.getBody());
    }

    private static HttpHeaders next(UserView author, Instant at, PastLists.Page page, int limit) {
        HttpHeaders headers = new HttpHeaders();
        if (page.next() != null) {
            headers.set(
                    HttpHeaders.LINK,
                    "<%s/articles?at=%s&before=%s&limit=%d>; rel=\"next\""
                            .formatted(UserPath.of(author.username()), at, PastListPosition.text(page.next()), limit));
        }
        return headers;
    }
}
