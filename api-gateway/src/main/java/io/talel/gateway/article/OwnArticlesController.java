package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.AnswerMemory;
import io.talel.gateway.web.JsonAnswers;
import io.talel.kernel.article.ArticleQuery.ListOwnArticles;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.FeaturedImage;
import io.talel.kernel.article.MetaDescription;
import io.talel.kernel.article.OwnArticleEntry;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.Tags;
import io.talel.kernel.article.Title;
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

    /** Most bytes of an entry. A page may be of a hundred such entries, so its memory is taken first. */
    private static final int ENTRY_BYTES = 4
            * (Title.MAX_LENGTH
                    + MetaDescription.MAX_LENGTH
                    + FeaturedImage.MAX_LENGTH
                    + Tags.MAX_COUNT * Tags.MAX_LENGTH);

    private final Queries queries;
    private final AnswerMemory memory;
    private final OwnArticles articles;
    private final PresentSlugs slugs;
    private final WrittenArticles written;
    private final ArticleAnswers answers;
    private final JsonAnswers json;

    OwnArticlesController(
            Queries queries,
            AnswerMemory memory,
            OwnArticles articles,
            PresentSlugs slugs,
            WrittenArticles written,
            ArticleAnswers answers,
            JsonAnswers json) {
        this.queries = queries;
        this.memory = memory;
        this.articles = articles;
        this.slugs = slugs;
        this.written = written;
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
        memory.reserve((paging.limit() + 1L) * ENTRY_BYTES);
        List<OwnArticleEntry> found = queries.list(
                new ListOwnArticles(author.userId(), wanted, paging.offset(), paging.limit() + 1),
                OwnArticleEntry.class);
        ResponseEntity<byte[]> body =
                json.read(answers.ownList(found.stream().limit(paging.limit()).toList()));
        return ResponseEntity.ok()
                .headers(body.getHeaders())
                .headers(links(paging, wanted, found.size()))
                .body(body.getBody());
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
        Slug wanted = new Slug(slug);
        WrittenArticle article = articles.read(author.userId(), wanted, slugs.ownOf(author.userId(), wanted));
        return json.read(article.article().version(), written.own(author, article));
    }
}
