package io.talel.gateway.article.history;

import io.talel.gateway.auth.caller.Visitor;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.parameter.Accept;
import io.talel.gateway.web.parameter.AtParameter;
import io.talel.gateway.web.parameter.Paging;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows articles as they were: to authors all of it, to others what readers saw. */
@RestController
@RequestMapping("/articles/{slug}")
class HistoryController {

    private final PastArticles past;
    private final HistoryAnswers answers;

    HistoryController(PastArticles past, HistoryAnswers answers) {
        this.past = past;
        this.answers = answers;
    }

    @GetMapping(params = "at")
    ResponseEntity<byte[]> at(Visitor visitor, @PathVariable String slug, @RequestParam String at) {
        return answers.version(past.at(new Slug(slug), visitor, AtParameter.of(at)));
    }

    @GetMapping("/versions/{version}")
    ResponseEntity<byte[]> version(Visitor visitor, @PathVariable String slug, @PathVariable String version) {
        return answers.version(past.version(
                new Slug(slug), visitor, VersionParameter.parse(version).orElseThrow(NotFoundRefusals::noArticle)));
    }

    @GetMapping("/history")
    ResponseEntity<byte[]> history(
            Visitor visitor,
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        Slug wanted = new Slug(slug);
        int most = Paging.limit(limit);
        long end = before == null ? Long.MAX_VALUE : VersionParameter.of("before", before);
        ArticleHistory.Page page = past.history(wanted, visitor, end, most);
        ResponseEntity<byte[]> body = answers.history(page);
        return ResponseEntity.ok()
                .headers(body.getHeaders())
                .headers(next(wanted, page, most))
                .body(body.getBody());
    }

    @GetMapping("/diff")
    ResponseEntity<byte[]> diff(
            Visitor visitor,
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        long before = VersionParameter.of("from", from);
        long after = VersionParameter.of("to", to);
        ArticleDiff.Shown found = past.diff(new Slug(slug), visitor, before, after);
        ResponseEntity<byte[]> body = Accept.prefers(accept, MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON)
                ? answers.unified(found, before, after)
                : answers.diff(found, before, after);
        return ResponseEntity.ok()
                .headers(body.getHeaders())
                .varyBy(HttpHeaders.ACCEPT)
                .body(body.getBody());
    }

    /** Goes on below the last version shown, so that new versions move nothing. */
    private static HttpHeaders next(Slug slug, ArticleHistory.Page page, int limit) {
        HttpHeaders headers = new HttpHeaders();
        if (page.hasMore()) {
            headers.set(
                    HttpHeaders.LINK,
                    "</articles/%s/history?before=%d&limit=%d>; rel=\"next\""
                            .formatted(
                                    UserPath.segment(slug.value()),
                                    page.entries().getLast().version(),
                                    limit));
        }
        return headers;
    }
}
