package io.talel.markdown.block;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** A heading that is underlined by equals signs or hyphens: the first two lines of a block. */
final class UnderlinedHeadingRule implements BlockRule {

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        int titleEnd = Chars.lineEnd(block, 0);
        int underline = titleEnd + 1;
        if (!isUnderline(block, underline)) {
            return false;
        }
        blocks.removeFirst();
        int end = Chars.lineEnd(block, underline);
        String tag = block.charAt(underline) == '=' ? "h1" : "h2";
        Element.in(parent, tag).text(Chars.strip(block.substring(0, titleEnd)));
        if (end < block.length()) {
            blocks.addFirst(block.substring(end + 1));
        }
        return true;
    }

    /** Tells whether a line of marks, perhaps with spaces after them, starts here. */
    static boolean isUnderline(String block, int start) {
        int at = start;
        while (at < block.length() && (block.charAt(at) == '=' || block.charAt(at) == '-')) {
            at++;
        }
        if (at == start) {
            return false;
        }
        int end = Chars.skip(block, at, ' ');
        return end >= block.length() || block.charAt(end) == '\n';
    }
}
