package io.talel.gateway.article;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.Moved;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows authors an article of theirs, whether or not others see it. */
@Component
final class OwnArticleReads {

    private final OwnArticles articles;
    private final SlugRedirects slugs;
    private final WrittenArticles written;
    private final JsonAnswers json;

    OwnArticleReads(OwnArticles articles, SlugRedirects slugs, WrittenArticles written, JsonAnswers json) {
        this.articles = articles;
        this.slugs = slugs;
        this.written = written;
        this.json = json;
    }

    /**
     * For the author alone.
     *
     * @throws HttpRefusal with 404 if the author has no such article
     * @throws Moved if it has another slug now
     */
    ResponseEntity<byte[]> article(SignedIn author, Slug slug) {
        return answer(author, find(author, slug));
    }

    /** As above, and with 404 if it is in the trash. */
    ResponseEntity<byte[]> draft(SignedIn author, Slug slug) {
        ArticleForAuthor article = find(author, slug);
        if (article.status() == ArticleStatus.REMOVED) {
            throw NotFoundRefusals.noArticle();
        }
        return answer(author, article);
    }

    private ArticleForAuthor find(SignedIn author, Slug slug) {
        return articles.read(author.userId(), slug, slugs.ownOf(author.userId(), slug));
    }

    private ResponseEntity<byte[]> answer(SignedIn author, ArticleForAuthor article) {
        return json.read(article.article().version(), article.article().updatedAt(), written.own(author, article));
    }
}
