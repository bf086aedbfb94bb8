package io.talel.kernel.article.history;

import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one version of an article differs from another.
 *
 * @param bytes needed for the texts of both, and for their lines and parts
 * @param shown empty if they are larger than asked for
 */
public record ArticleDiff(int bytes, Optional<Shown> shown) {

    /**
     * What a line or a part takes beside its text: some 120 bytes as an object, and 58 as JSON. Answers are given four times the
     * memory of their texts, two of these as JSON, so it counts as a quarter of 120 and twice 58.
     */
    private static final int OVERHEAD = 59;

    /** Bytes that so many lines and parts take beside their texts. */
    public static int overhead(int linesAndParts) {
        return linesAndParts * OVERHEAD;
    }

    public static int lines(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> change.hunks.stream())
                .mapToInt(hunk -> hunk.lines.size())
                .sum();
    }

    public static int parts(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> change.hunks.stream())
                .flatMap(hunk -> hunk.lines.stream())
                .mapToInt(line -> line.parts.size())
                .sum();
    }

    /** @param changes of the fields that differ */
    public record Shown(Slug slug, List<Change> changes) {

        public Shown {
            changes = List.copyOf(changes);
        }
    }

    /** @param hunks where the texts of the field differ, in order */
    public record Change(ArticleField field, List<Hunk> hunks) {

        public Change {
            hunks = List.copyOf(hunks);
        }
    }

    /** Lines that differ, with some around them. */
    public record Hunk(Range from, Range to, List<Line> lines) {

        public Hunk {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Lines of one of both texts.
     *
     * @param line number of the first, from 1; of no lines, that of the line before
     */
    public record Range(int line, int lines) {}

    /** @param parts its text, with the end of the line */
    public record Line(Kind kind, List<Part> parts) {

        public Line {
            parts = List.copyOf(parts);
        }
    }

    /** Where a line is. */
    public enum Kind {
        KEPT,
        REMOVED,
        ADDED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param changed whether the line that is there instead has other words */
    public record Part(String text, boolean changed) {}
}
