package io.talel.query.markdown;

import java.util.Deque;

/** Code that is indented by four spaces. */
final class IndentedCodeRule implements BlockRule {

    private final Budget budget;

    IndentedCodeRule(Budget budget) {
        this.budget = budget;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        if (!block.startsWith(SourceText.INDENT)) {
            return false;
        }
        blocks.removeFirst();
        int end = Indentation.indentedEnd(block);
        String lines = Chars.stripTrailing(Indentation.removeWhereFound(block.substring(0, end), 1));
        String code = Markup.escapeSpan(lines) + '\n';
        Element last = parent.lastChild();
        if (last != null && last.isCodeBlock()) {
            Element earlier = last.children().getFirst();
            budget.chargeCopy(earlier.text().length());
            earlier.literalText(earlier.text() + '\n' + code);
        } else {
            Element.in(Element.in(parent, "pre"), "code").literalText(code);
        }
        if (end < block.length()) {
            blocks.addFirst(block.substring(end));
        }
        return true;
    }
}
