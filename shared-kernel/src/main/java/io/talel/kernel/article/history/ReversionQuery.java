package io.talel.kernel.article.history;

import io.talel.kernel.article.ArticleId;
import java.util.List;

/** A query to the write side for an author who reverts an article. It does not check who asks; the command does. */
public sealed interface ReversionQuery {

    ArticleId articleId();

    /** Answered with the bytes that the texts of a version take, with about as many for what is rendered of them. */
    record MeasureVersion(ArticleId articleId, long version) implements ReversionQuery {}

    /**
     * Answered with whether one of some versions was followed by one that says again what an earlier version said.
     *
     * @param version the earlier one, which exists
     * @param before versions that exist and have a successor
     */
    record WasReverted(ArticleId articleId, long version, List<Long> before) implements ReversionQuery {

        public WasReverted {
            before = List.copyOf(before);
        }
    }
}
