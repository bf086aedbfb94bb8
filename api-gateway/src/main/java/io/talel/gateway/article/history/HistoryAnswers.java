package io.talel.gateway.article.history;

import io.talel.gateway.article.ArticleAnswer;
import io.talel.gateway.article.ArticleAnswers;
import io.talel.gateway.article.ArticleForAuthor;
import io.talel.gateway.article.LargeReads;
import io.talel.gateway.article.WrittenArticles;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.answer.UserAnswer;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.gateway.work.PublicWork;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleHistory;
import io.talel.kernel.article.history.HistoryEntry;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with articles as they were. */
@Component
final class HistoryAnswers {

    private final Queries queries;
    private final WrittenArticles written;
    private final ArticleAnswers answers;
    private final JsonAnswers json;
    private final AnswerMemory memory;
    private final PublicWork work;

    HistoryAnswers(
            Queries queries,
            WrittenArticles written,
            ArticleAnswers answers,
            JsonAnswers json,
            AnswerMemory memory,
            PublicWork work) {
        this.queries = queries;
        this.written = written;
        this.answers = answers;
        this.json = json;
        this.memory = memory;
        this.work = work;
    }

    /** One page, newest first. */
    record History(List<HistoryEntry> history, UserAnswer user) {}

    record Diff(long from, long to, List<ArticleDiff.Change> changes) {}

    ResponseEntity<byte[]> diff(ArticleDiff.Shown found, long from, long to) {
        return json.read(new Diff(from, to, found.changes()));
    }

    ResponseEntity<byte[]> unified(ArticleDiff.Shown found, long from, long to) {
        return json.text(UnifiedDiff.of(found, from, to));
    }

    ResponseEntity<byte[]> version(PastArticle.Shown found) {
        ArticleForAuthor article = render(List.of(found.article())).getFirst();
        return json.read(
                article.article().version(),
                article.article().updatedAt(),
                answers.past(article, found.isOwn(), author(found.authorId())));
    }

    ResponseEntity<byte[]> history(ArticleHistory.Page page) {
        return json.read(new History(page.entries(), author(page.authorId())));
    }

    /** The same for every caller. */
    ResponseEntity<byte[]> list(List<PastArticle.Shown> articles, UserView author) {
        List<RecordedArticle> states =
                articles.stream().map(PastArticle.Shown::article).toList();
        List<ArticleAnswer> shown = render(states).stream()
                .map(article -> answers.article(article.article()))
                .toList();
        return json.shown(new ArticleAnswers.Listed(shown, UserAnswer.of(author)));
    }

    /** Makes room for what has become of the texts, which nobody knew before. */
    private List<ArticleForAuthor> render(List<RecordedArticle> articles) {
        List<ArticleForAuthor> rendered =
                work.inTurn(() -> articles.stream().map(written::render).toList());
        long bytes =
                rendered.stream().mapToLong(article -> bytes(article.article())).sum();
        if (bytes > LargeReads.LARGE_BYTES) {
            memory.reserve(bytes);
        }
        return rendered;
    }

    private static long bytes(ArticleView article) {
        return (long) article.content().body().value().length()
                + article.rendered().html().length()
                + article.rendered().tableOfContents().length();
    }

    /** @throws HttpRefusal with 503 if the author's row is late */
    private UserAnswer author(UserId author) {
        return queries.find(new FindUserById(author), UserView.class)
                .map(UserAnswer::of)
                .orElseThrow(HttpRefusal::unavailable);
    }
}
