package io.talel.kernel.article.history;

import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * One page of the history of an article, without texts.
 *
 * @param bytes of the events that the page is made of
 * @param page empty if these are more than asked for
 */
public record ArticleHistory(int bytes, Optional<Page> page) {

    /**
     * @param entries newest first
     * @param hasMore whether there are older ones
     */
    public record Page(UserId authorId, List<HistoryEntry> entries, boolean hasMore) {

        public Page {
            entries = List.copyOf(entries);
        }
    }
}
