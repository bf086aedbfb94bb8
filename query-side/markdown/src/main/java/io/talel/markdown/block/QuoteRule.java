package io.talel.markdown.block;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** A quotation, from the first line of the block that starts with {@code >} to its end. */
final class QuoteRule implements BlockRule {

    private static final int WIDEST_INDENT = 3;

    private final BlockParser parser;

    QuoteRule(BlockParser parser) {
        this.parser = parser;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        int start = 0;
        while (start < block.length() && mark(block, start) < 0) {
            start = Chars.lineEnd(block, start) + 1;
        }
        if (start >= block.length()) {
            return false;
        }
        blocks.removeFirst();
        parser.parseBlock(parent, block.substring(0, Math.max(0, start - 1)));
        Element last = parent.lastChild();
        Element quote = last != null && last.is("blockquote") ? last : Element.in(parent, "blockquote");
        parser.parseText(quote, unquote(block, start), BlockParser.Surroundings.QUOTE);
        return true;
    }

    /** Returns the position of the mark that starts the line, or -1 if the line has none. */
    private static int mark(String block, int lineStart) {
        int at = Chars.skip(block, lineStart, ' ');
        return at - lineStart <= WIDEST_INDENT && Chars.charAt(block, at, '>') ? at : -1;
    }

    /** Takes the marks off; lines without one belong to the quotation as well. */
    private static String unquote(String block, int from) {
        StringBuilder text = new StringBuilder(block.length() - from);
        for (int start = from; start <= block.length(); ) {
            int end = Chars.lineEnd(block, start);
            String line = block.substring(start, end);
            int mark = mark(line, 0);
            if (mark >= 0) {
                line = line.substring(Chars.charAt(line, mark + 1, ' ') ? mark + 2 : mark + 1);
            }
            boolean empty = mark >= 0 ? Chars.isBlank(line) : Chars.strip(line).equals(">");
            text.append(empty ? "" : line).append(end < block.length() ? "\n" : "");
            start = end + 1;
        }
        return text.toString();
    }
}
