package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to emphasise.
 *
 * @param shape which part of the text is in which element
 * @param outer tag of the element that holds everything
 * @param inner tag of the element in it; empty for {@link Shape#SINGLE}
 */
record EmphasisForm(Reader reader, Shape shape, String outer, String inner) {

    enum Shape {
        /** The text is in the only element. */
        SINGLE,
        /** The first text is in both elements, the second in the outer one, after the inner one. */
        INNER_FIRST,
        /** The first text is in the outer element, the second in both. */
        INNER_LAST
    }

    /** The parts of a match; a single form has no second text. */
    record Parts(String first, String second, int end) {}

    /** Reads the form at a position, if it is there; what is before {@code start} does not count. */
    interface Reader {
        @Nullable Parts read(String text, int at, int start, Budget budget);
    }

    static final List<EmphasisForm> ASTERISKS = List.of(
            new EmphasisForm((t, at, start, b) -> triple(t, at, b, "*", "**"), Shape.INNER_FIRST, "strong", "em"),
            new EmphasisForm((t, at, start, b) -> triple(t, at, b, "**", "*"), Shape.INNER_FIRST, "em", "strong"),
            new EmphasisForm((t, at, start, b) -> strongThenEm(t, at, b), Shape.INNER_LAST, "strong", "em"),
            new EmphasisForm((t, at, start, b) -> strong(t, at, b), Shape.SINGLE, "strong", ""),
            new EmphasisForm((t, at, start, b) -> em(t, at, b), Shape.SINGLE, "em", ""));

    /** Underscores within words do not count, but for the triple ones. */
    static final List<EmphasisForm> UNDERSCORES = List.of(
            new EmphasisForm((t, at, start, b) -> triple(t, at, b, "_", "__"), Shape.INNER_FIRST, "strong", "em"),
            new EmphasisForm((t, at, start, b) -> triple(t, at, b, "__", "_"), Shape.INNER_FIRST, "em", "strong"),
            new EmphasisForm(EmphasisForm::smartStrongThenEm, Shape.INNER_LAST, "strong", "em"),
            new EmphasisForm((t, at, start, b) -> smart(t, at, start, b, "__"), Shape.SINGLE, "strong", ""),
            new EmphasisForm((t, at, start, b) -> smart(t, at, start, b, "_"), Shape.SINGLE, "em", ""));

    /** Three marks, then the inner element's and the outer element's end. */
    private static @Nullable Parts triple(String text, int at, Budget budget, String innerEnd, String outerEnd) {
        if (!text.startsWith(innerEnd + outerEnd, at)) {
            return null;
        }
        int inner = budget.indexOf(text, innerEnd, at + 4);
        int outer = inner < 0 ? -1 : budget.indexOf(text, outerEnd, inner + innerEnd.length());
        return outer < 0
                ? null
                : new Parts(
                        text.substring(at + 3, inner),
                        text.substring(inner + innerEnd.length(), outer),
                        outer + outerEnd.length());
    }

    private static @Nullable Parts strongThenEm(String text, int at, Budget budget) {
        if (!text.startsWith("**", at) || Chars.charAt(text, at + 2, '*')) {
            return null;
        }
        int inner = budget.indexOf(text, "*", at + 2);
        if (inner < 0 || Chars.charAt(text, inner + 1, '*')) {
            return null;
        }
        int end = budget.indexOf(text, "***", inner + 2);
        return end < 0 ? null : new Parts(text.substring(at + 2, inner), text.substring(inner + 1, end), end + 3);
    }

    private static @Nullable Parts strong(String text, int at, Budget budget) {
        int end = text.startsWith("**", at) ? budget.indexOf(text, "**", at + 3) : -1;
        return end < 0 ? null : new Parts(text.substring(at + 2, end), "", end + 2);
    }

    private static @Nullable Parts em(String text, int at, Budget budget) {
        int end = Chars.charAt(text, at, '*') ? budget.indexOf(text, "*", at + 1) : -1;
        return end <= at + 1 ? null : new Parts(text.substring(at + 1, end), "", end + 1);
    }

    private static @Nullable Parts smartStrongThenEm(String text, int at, int start, Budget budget) {
        if (!text.startsWith("__", at)
                || (at > start && Chars.wordBefore(text, at))
                || Chars.charAt(text, at + 2, '_')) {
            return null;
        }
        int inner = budget.indexOf(text, "_", at + 3);
        while (inner >= 0 && (Chars.wordBefore(text, inner) || Chars.charAt(text, inner + 1, '_'))) {
            inner = budget.indexOf(text, "_", inner + 1);
        }
        if (inner < 0) {
            return null;
        }
        int end = budget.indexOf(text, "___", inner + 2);
        while (end >= 0 && Chars.wordAt(text, end + 3)) {
            end = budget.indexOf(text, "___", end + 1);
        }
        return end < 0 ? null : new Parts(text.substring(at + 2, inner), text.substring(inner + 1, end), end + 3);
    }

    private static @Nullable Parts smart(String text, int at, int start, Budget budget, String mark) {
        int content = at + mark.length();
        if (!text.startsWith(mark, at)
                || (at > start && Chars.wordBefore(text, at))
                || Chars.charAt(text, content, '_')) {
            return null;
        }
        int end = budget.indexOf(text, mark, content + 1);
        while (end >= 0 && (text.charAt(end - 1) == '_' || Chars.wordAt(text, end + mark.length()))) {
            end = budget.indexOf(text, mark, end + 1);
        }
        return end < 0 ? null : new Parts(text.substring(content, end), "", end + mark.length());
    }
}
