package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** A block that is empty, or starts with a blank line. */
final class BlankLineRule implements BlockRule {

    private final Budget budget;

    BlankLineRule(Budget budget) {
        this.budget = budget;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        if (!block.isEmpty() && block.charAt(0) != '\n') {
            return false;
        }
        blocks.removeFirst();
        if (block.length() > 1) {
            blocks.addFirst(block.substring(1));
        }
        Element last = parent.lastChild();
        if (last != null && last.isCodeBlock()) {
            Element code = last.children().getFirst();
            budget.chargeCopy(code.text().length());
            code.literalText(code.text() + (block.isEmpty() ? "\n\n" : "\n"));
        }
        return true;
    }
}
