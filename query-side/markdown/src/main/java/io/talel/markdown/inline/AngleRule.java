package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.InlineNode;
import org.jspecify.annotations.Nullable;

/** Something between angle brackets. */
abstract class AngleRule extends OpeningMarkRule {

    /** No piece starts at this bracket. */
    static final int NONE = -1;

    /** Another bracket opens before one closes; once that is replaced, there may be a piece. */
    static final int CUT_OFF = -2;

    AngleRule(Budget budget) {
        super("<", budget);
    }

    @Override
    final @Nullable Found read(String text, int at, int start, FailedAttempts attempts) {
        int end = end(text, at);
        if (end >= 0) {
            return new Found(at, end, node(text.substring(at, end)), attempts.retryBefore(at));
        }
        if (end == CUT_OFF) {
            attempts.failed(at, text.length());
        }
        return null;
    }

    /** Returns the position after the piece that starts at {@code start}, {@link #NONE} or {@link #CUT_OFF}. */
    abstract int end(String text, int start);

    /** @param piece with its brackets */
    abstract InlineNode node(String piece);

    /** Returns the first bracket from {@code from} on, or the end of the text. */
    final int nextBracket(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '<' && text.charAt(at) != '>') {
            at++;
        }
        budget.charge(at - from);
        return at;
    }

    /** Returns what a piece comes to that reaches up to this bracket. */
    static int endAt(String text, int bracket) {
        if (bracket == text.length()) {
            return NONE;
        }
        return text.charAt(bracket) == '>' ? bracket + 1 : CUT_OFF;
    }
}
