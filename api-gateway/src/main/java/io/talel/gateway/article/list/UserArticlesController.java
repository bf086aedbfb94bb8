package io.talel.gateway.article.list;

import io.talel.gateway.article.ArticleAnswers;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.UserArticlesPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
    private final StreamedArticleList streamedList;
    private final NotFoundRefusals refusals;
    private final JsonAnswers json;

    UserArticlesController(
            Queries queries,
            ArticleAnswers answers,
            StreamedArticleList streamedList,
            NotFoundRefusals refusals,
            JsonAnswers json) {
        this.queries = queries;
        this.answers = answers;
        this.streamedList = streamedList;
        this.refusals = refusals;
        this.json = json;
    }

    /** An unknown user and a page out of range are an empty object, as they were in v1. A cursor, an empty one too, stands for a page. */
    @GetMapping("/users/{username}/articles")
    ResponseEntity<byte[]> list(
            @PathVariable String username,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Paging paging = Paging.of(page, limit);
        if (cursor != null && page != null) {
            throw new InvalidValue("cursor", "must not be given with a page");
        }
        ArticlePosition after = Cursor.position(cursor);
        Optional<UserArticlesPage> found = UserPath.username(username)
                .map(user -> new ListUserArticles(user, after, paging.offset(), paging.limit()))
                .flatMap(query -> queries.find(query, UserArticlesPage.class));
        if (found.isEmpty()) {
            refusals.requireNoUser(username);
        }
        if (found.isPresent() && !found.get().large().isEmpty()) {
            return streamedList.send(found.get(), headers(paging, cursor, found.get()), request, response);
        }
        return found.filter(articles -> !articles.articles().isEmpty())
                .map(articles -> listed(headers(paging, cursor, articles), articles))
                .orElseGet(() -> json.shown(Map.of()));
    }

    private ResponseEntity<byte[]> listed(HttpHeaders headers, UserArticlesPage found) {
        ResponseEntity<byte[]> body = json.shown(answers.listed(found));
        return ResponseEntity.ok().headers(body.getHeaders()).headers(headers).body(body.getBody());
    }

    private static HttpHeaders headers(Paging paging, @Nullable String cursor, UserArticlesPage found) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Total-Count", String.valueOf(found.total()));
        String path = UserPath.of(found.user().username()) + "/articles";
        Optional<String> links = cursor == null
                ? paging.links(path, found.total())
                : found.next().map(place -> new NextPage(path, paging.limit(), Cursor.of(place)).link());
        links.ifPresent(link -> headers.set(HttpHeaders.LINK, link));
        return headers;
    }
}
