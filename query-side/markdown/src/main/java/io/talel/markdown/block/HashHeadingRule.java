package io.talel.markdown.block;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** A heading marked by hashes, on any line of the block: {@code ## Title ##}. */
final class HashHeadingRule implements BlockRule {

    private static final int DEEPEST = 6;

    private final BlockParser parser;

    HashHeadingRule(BlockParser parser) {
        this.parser = parser;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        int start = 0;
        while (start < block.length()) {
            int lineEnd = Chars.lineEnd(block, start);
            if (block.charAt(start) == '#') {
                int level = Math.min(DEEPEST, Chars.skip(block, start, '#') - start);
                int titleEnd = titleEnd(block, start + level, lineEnd);
                if (titleEnd >= 0) {
                    blocks.removeFirst();
                    take(
                            parent,
                            block.substring(0, Math.max(0, start - 1)),
                            level,
                            block.substring(start + level, titleEnd),
                            block.substring(Math.min(block.length(), lineEnd + 1)),
                            blocks);
                    return true;
                }
            }
            start = lineEnd + 1;
        }
        return false;
    }

    private void take(Element parent, String before, int level, String title, String after, Deque<String> blocks) {
        if (!before.isEmpty()) {
            parser.parseBlock(parent, before);
        }
        Element.in(parent, "h" + level).text(Chars.strip(title));
        if (!after.isEmpty()) {
            boolean loose = parser.isIn(BlockParser.Surroundings.LOOSE_LIST);
            blocks.addFirst(loose ? Indentation.removeWhereFound(after, 1) : after);
        }
    }

    /** Returns where the title and the hashes after it part; -1 if the line ends with a lone backslash. */
    private static int titleEnd(String block, int start, int lineEnd) {
        int closing = lineEnd;
        while (closing > start && block.charAt(closing - 1) == '#') {
            closing--;
        }
        int at = start;
        while (at < closing) {
            if (block.charAt(at) == '\\') {
                if (at + 1 == lineEnd) {
                    return -1;
                }
                at++;
            }
            at++;
        }
        return at;
    }
}
