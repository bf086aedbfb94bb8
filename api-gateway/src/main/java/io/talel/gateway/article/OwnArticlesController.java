package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.parameter.AtParameter;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.OwnArticleEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The articles of the caller, drafts and removed ones too. */
@RestController
@RequestMapping("/accounts/me/articles")
class OwnArticlesController {

    private final OwnArticles articles;
    private final OwnArticleReads reads;
    private final ArticleAnswers answers;
    private final JsonAnswers json;

    OwnArticlesController(OwnArticles articles, OwnArticleReads reads, ArticleAnswers answers, JsonAnswers json) {
        this.articles = articles;
        this.reads = reads;
        this.answers = answers;
        this.json = json;
    }

    /** One entry more than a page has tells whether there is a next page. */
    @GetMapping
    ResponseEntity<byte[]> list(
            SignedIn author,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String limit) {
        Paging paging = Paging.of(page, limit);
        ArticleStatus wanted = status == null || status.isEmpty() ? null : ArticleStatus.of(status);
        List<OwnArticleEntry> found = articles.list(author.userId(), wanted, paging.offset(), paging.limit() + 1);
        ResponseEntity<byte[]> body =
                json.read(answers.ownList(found.stream().limit(paging.limit()).toList()));
        return ResponseEntity.ok()
                .headers(body.getHeaders())
                .headers(links(paging, wanted, found.size()))
                .body(body.getBody());
    }

    @GetMapping(
            path = {"", "/{slug}"},
            params = "at")
    ResponseEntity<byte[]> withoutPast(SignedIn author) {
        throw AtParameter.noPast();
    }

    private static HttpHeaders links(Paging paging, @Nullable ArticleStatus status, int found) {
        HttpHeaders headers = new HttpHeaders();
        String filter = status == null ? "" : "status=" + status.label() + "&";
        paging.links("/accounts/me/articles", filter, paging.offset() + found)
                .ifPresent(links -> headers.set(HttpHeaders.LINK, links));
        return headers;
    }

    @GetMapping("/{slug}")
    ResponseEntity<byte[]> article(SignedIn author, @PathVariable String slug) {
        return reads.article(author, new Slug(slug));
    }
}
