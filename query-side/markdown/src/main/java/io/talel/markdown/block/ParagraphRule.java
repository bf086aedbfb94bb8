package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** A paragraph: text that no other rule reads. In a tight list the text belongs to the item itself. */
final class ParagraphRule implements BlockRule {

    private final BlockParser parser;
    private final Budget budget;

    ParagraphRule(BlockParser parser, Budget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.removeFirst();
        Element last = parent.lastChild();
        if (Chars.isBlank(block)) {
            return true;
        }
        if (!parser.isIn(BlockParser.Surroundings.TIGHT_LIST)) {
            Element.in(parent, "p").text(Chars.stripLeading(block));
        } else if (last != null) {
            budget.chargeCopy(last.tail().length());
            last.appendTail('\n' + block, false);
        } else if (parent.text().isEmpty()) {
            parent.text(Chars.stripLeading(block));
        } else {
            budget.chargeCopy(parent.text().length());
            parent.appendText('\n' + block, false);
        }
        return true;
    }
}
