package io.talel.kernel.article.history;

import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.article.content.ArticleField;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One version in the history of an article.
 *
 * @param changed fields that differ from those of the entry before
 */
public record HistoryEntry(long version, Instant at, Origin by, Action action, List<ArticleField> changed) {

    public HistoryEntry {
        changed = List.copyOf(changed);
    }

    /** Who made it. */
    public enum Origin {
        AUTHOR,
        /** What the author had scheduled. */
        SCHEDULE,
        IMPORT,
        OPERATOR;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was done, in the words of the API. */
    public enum Action {
        DRAFTED,
        PUBLISHED,
        REVISED,
        SLUG_CHANGED,
        UNPUBLISHED,
        SCHEDULED,
        SCHEDULE_CANCELLED,
        /** A version older than the newest became the one that readers see. */
        PINNED,
        /** Readers see the newest version again. */
        UNPINNED,
        REMOVED,
        RESTORED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
