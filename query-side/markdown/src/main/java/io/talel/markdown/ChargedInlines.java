package io.talel.markdown;

import io.talel.markdown.text.Budget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLines;

/**
 * Charges a text before commonmark-java parses its inlines. In the worst case the library compares each run of delimiters with
 * all before it, takes the whole text since an image's bracket for a label, and goes through all open brackets for each link.
 *
 * @param budgets gives that of the document being parsed
 */
record ChargedInlines(InlineParser parser, Supplier<Budget> budgets) implements InlineParser {

    /** A comparison of two runs takes less than a step. */
    private static final int PAIRS_A_STEP = 4;

    @Override
    public void parse(SourceLines lines, Node node) {
        Budget budget = budgets.get();
        String text = lines.getContent();
        long runs = 0;
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '*', '_', '~' -> runs += i > 0 && text.charAt(i - 1) == text.charAt(i) ? 0 : 1;
                case '[' -> open.push(i);
                case ']' -> {
                    if (!open.isEmpty()) {
                        budget.charge(2L * (i - open.pop()) + open.size());
                    }
                }
                default -> {}
            }
        }
        budget.charge(runs * runs / PAIRS_A_STEP);
        parser.parse(lines, node);
    }
}
