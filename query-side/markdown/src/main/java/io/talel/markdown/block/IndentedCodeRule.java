package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.text.HtmlText;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** Code that is indented by four spaces; blank lines in it do not end it. */
final class IndentedCodeRule implements BlockRule {

    private final Budget budget;

    IndentedCodeRule(Budget budget) {
        this.budget = budget;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        if (!blocks.getFirst().startsWith(SourceText.INDENT)) {
            return false;
        }
        Element last = parent.lastChild();
        Element element = last != null && last.isCodeBlock()
                ? last.children().getFirst()
                : Element.in(Element.in(parent, "pre"), "code");
        budget.chargeCopy(element.text().length());
        StringBuilder code =
                new StringBuilder(element.text()).append(element.text().isEmpty() ? "" : "\n");
        while (takeBlock(blocks, code)) {
            code.append('\n');
        }
        element.literalText(code.toString());
        return true;
    }

    /** Takes the code at the start of a block, and returns whether the next block is code as well. */
    private boolean takeBlock(Deque<String> blocks, StringBuilder code) {
        String block = blocks.removeFirst();
        budget.charge(Budget.STEPS_PER_BLOCK + block.length());
        int end = Indentation.indentedEnd(block);
        String lines = Indentation.removeWhereFound(block.substring(0, end), 1);
        code.append(HtmlText.escapeSpan(Chars.stripTrailing(lines))).append('\n');
        if (end < block.length()) {
            blocks.addFirst(block.substring(end));
            return false;
        }
        return takeBlankLines(blocks, code);
    }

    private static boolean takeBlankLines(Deque<String> blocks, StringBuilder code) {
        while (!blocks.isEmpty()) {
            String block = blocks.getFirst();
            if (!block.isEmpty() && block.charAt(0) != '\n') {
                return block.startsWith(SourceText.INDENT);
            }
            blocks.removeFirst();
            code.append(block.isEmpty() ? "\n\n" : "\n");
            if (block.length() > 1) {
                blocks.addFirst(block.substring(1));
            }
        }
        return false;
    }
}
