package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import org.jspecify.annotations.Nullable;

/** A kind of inline Markdown whose pieces start with a mark. */
abstract class OpeningMarkRule implements InlineRule {

    final String mark;
    final Budget budget;

    OpeningMarkRule(String mark, Budget budget) {
        this.mark = mark;
        this.budget = budget;
    }

    @Override
    public final @Nullable Found find(String text, int from, int start) {
        FailedAttempts attempts = new FailedAttempts(budget);
        for (int at = budget.indexOf(text, mark, from); at >= 0; at = budget.indexOf(text, mark, at + mark.length())) {
            Found found = read(text, at, start, attempts);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * Returns the piece that starts with the mark at this position, or null if there is none.
     *
     * @param start where the text starts: what is before was replaced and does not count
     * @param attempts those at earlier marks; gets this one if it may succeed once something after it is replaced
     */
    abstract @Nullable Found read(String text, int at, int start, FailedAttempts attempts);
}
