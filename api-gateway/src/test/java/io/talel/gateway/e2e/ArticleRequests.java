package io.talel.gateway.e2e;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Requests of authors for changes of their articles. */
final class ArticleRequests {

    private ArticleRequests() {}

    static ApiAnswer revise(ApiSession author, String slug, Map<String, String> changes) {
        return author.request("PATCH", Paths.article(slug)).json(changes).send();
    }

    static ApiAnswer reviseIf(ApiSession author, String slug, String etag, String body) {
        return author.request("PATCH", Paths.article(slug))
                .header("If-Match", etag)
                .json(Map.of("body", body))
                .send();
    }

    static ApiAnswer change(ApiSession author, String slug, String action) {
        return author.post(Paths.article(slug) + "/" + action).send();
    }

    static ApiAnswer withKey(ApiSession author, String key, String slug, String action, String etag) {
        return author.post(Paths.article(slug) + "/" + action)
                .header("Idempotency-Key", key)
                .header("If-Match", etag)
                .send();
    }

    static ApiAnswer withKey(ApiSession author, String key, String slug, String action) {
        return author.post(Paths.article(slug) + "/" + action)
                .header("Idempotency-Key", key)
                .send();
    }

    static ApiAnswer own(ApiSession author, String query) {
        return author.get("/accounts/me/articles" + query).send().is(200);
    }

    static List<String> slugs(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("articles").spliterator(), false)
                .map(article -> article.path("slug").asString())
                .toList();
    }

    /** A title that no other test has. */
    static String fresh(String title) {
        return title + " c" + UniqueNumber.next();
    }
}
