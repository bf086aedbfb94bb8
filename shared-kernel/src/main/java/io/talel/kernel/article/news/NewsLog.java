package io.talel.kernel.article.news;

import io.talel.kernel.article.ArticleId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the event log tells readers, in the order of its places. It is read only up to the place below which no transaction can
 * add an event any more, so every node reads the same, and nothing comes later at an earlier place.
 */
public interface NewsLog {

    /** Place of the latest news, 0 if there are none; empty while it is not known how far the log can be read. */
    OptionalLong last();

    /** Newest place of the log that was seen, by this node and until now; what is there may not be readable yet. */
    long end();

    /** The next news after a place: a bounded part of the log, which may have none. */
    Page after(long place);

    /**
     * What readers can notice of one event. Does not ask whether the log is settled: later events change nothing about it, but for
     * what is removed.
     *
     * @param version version of the article's stream that the event made
     */
    Optional<ArticleNews> of(ArticleId article, long version);

    /** Has the listener called whenever any node may have appended something. It must return at once. */
    void onCommit(Runnable listener);

    /**
     * @param last place of the last news of the page, told or not; the place that was asked for if the page has none
     * @param through place up to which the page has all news
     * @param isEnd whether there is nothing more at present
     */
    record Page(List<ArticleNews> news, long last, long through, boolean isEnd) {}
}
