package io.talel.gateway.article;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.JsonAnswers;
import io.talel.gateway.web.UserPath;
import io.talel.kernel.article.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.UserArticlesPage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the articles of one user. */
@RestController
class UserArticlesController {

    private final Queries queries;
    private final ArticleAnswers answers;
    private final JsonAnswers json;

    UserArticlesController(Queries queries, ArticleAnswers answers, JsonAnswers json) {
        this.queries = queries;
        this.answers = answers;
        this.json = json;
    }

    /** An unknown user and a page out of range are an empty object, as they were in v1. */
    @GetMapping("/users/{username}/articles")
    ResponseEntity<byte[]> list(
            @PathVariable String username,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String limit) {
        Paging paging = Paging.of(page, limit);
        Optional<UserArticlesPage> found = UserPath.username(username)
                .map(user -> new ListUserArticles(user, paging.page(), paging.limit()))
                .flatMap(query -> queries.find(query, UserArticlesPage.class))
                .filter(articles -> !articles.articles().isEmpty());
        return found.map(articles -> listed(paging, articles)).orElseGet(() -> json.read(Map.of()));
    }

    private ResponseEntity<byte[]> listed(Paging paging, UserArticlesPage found) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Total-Count", String.valueOf(found.total()));
        paging.links(UserPath.of(found.user().username()) + "/articles", found.total())
                .ifPresent(links -> headers.set(HttpHeaders.LINK, links));
        ResponseEntity<byte[]> body = json.read(answers.listed(found));
        return ResponseEntity.ok().headers(body.getHeaders()).headers(headers).body(body.getBody());
    }
}
