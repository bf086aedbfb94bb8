package io.talel.markdown.block;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** A horizontal rule on any line of the block: three or more equal marks with at most two spaces between them. */
final class HorizontalRule implements BlockRule {

    private static final int FEWEST_MARKS = 3;
    private static final int WIDEST_INDENT = 3;
    private static final int WIDEST_GAP = 2;

    private final BlockParser parser;

    HorizontalRule(BlockParser parser) {
        this.parser = parser;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        for (int start = 0; start < block.length(); start = Chars.lineEnd(block, start) + 1) {
            if (isRule(block, start)) {
                blocks.removeFirst();
                String before = Chars.stripTrailing(block.substring(0, start), '\n');
                if (!before.isEmpty()) {
                    parser.parseBlock(parent, before);
                }
                Element.in(parent, "hr");
                String after = block.substring(Chars.skip(block, Chars.lineEnd(block, start), '\n'));
                if (!after.isEmpty()) {
                    blocks.addFirst(after);
                }
                return true;
            }
        }
        return false;
    }

    private static boolean isRule(String block, int lineStart) {
        int at = Chars.skip(block, lineStart, ' ');
        if (at - lineStart > WIDEST_INDENT || at == block.length() || "-_*".indexOf(block.charAt(at)) < 0) {
            return false;
        }
        char mark = block.charAt(at);
        int marks = 0;
        while (Chars.charAt(block, at, mark)) {
            marks++;
            int next = Chars.skip(block, at + 1, ' ');
            if (next - at - 1 > WIDEST_GAP) {
                at = next;
                break;
            }
            at = next;
        }
        return marks >= FEWEST_MARKS && (at == block.length() || block.charAt(at) == '\n');
    }
}
