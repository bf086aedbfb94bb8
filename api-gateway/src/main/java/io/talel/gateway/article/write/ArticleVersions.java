package io.talel.gateway.article.write;

import io.talel.gateway.article.LargeReads;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.history.HistoryQuery.FindVersion;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.article.history.VersionQuery.FindPresentVersion;
import io.talel.kernel.article.history.VersionQuery.MeasureVersion;
import io.talel.kernel.user.UserId;
import org.springframework.stereotype.Component;

/** Reads versions of articles for their authors, from the log. Rows may be late, so no change is decided by them. */
@Component
final class ArticleVersions {

    private final Queries queries;
    private final LargeReads reads;

    ArticleVersions(Queries queries, LargeReads reads) {
        this.queries = queries;
        this.reads = reads;
    }

    /** The newest version. */
    long newest(ArticleId id) {
        return queries.ask(new FindPresentVersion(id), Long.class);
    }

    /** Most bytes of texts in the answer to a reversion to this version. */
    int bytes(ArticleId id, long version) {
        return queries.ask(new MeasureVersion(id, version), Integer.class);
    }

    /**
     * The article as it was at a version.
     *
     * @throws HttpRefusal if there is no room for its texts, and with 404 if the article was removed for ever
     */
    RecordedArticle at(UserId author, ArticleId id, long version) {
        return reads.read(
                        most -> queries.find(new FindVersion(id, author, version, most), PastArticle.class),
                        PastArticle::bytes,
                        PastArticle::shown)
                .article();
    }
}
