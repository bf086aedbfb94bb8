package io.talel.markdown.block;

import static io.talel.markdown.block.BlockParser.Surroundings.LOOSE_LIST;
import static io.talel.markdown.block.BlockParser.Surroundings.TIGHT_LIST;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A block that starts with the item of a list. The kind of the first item is the kind of the whole list. */
final class ListRule implements BlockRule {

    enum Kind {
        ORDERED("ol"),
        UNORDERED("ul");

        private final String tag;

        Kind(String tag) {
            this.tag = tag;
        }
    }

    private final BlockParser parser;
    private final Kind kind;

    ListRule(BlockParser parser, Kind kind) {
        this.parser = parser;
        this.kind = kind;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        if (!startsItem(block)) {
            return false;
        }
        blocks.removeFirst();
        List<StringBuilder> items = items(block);
        Element last = parent.lastChild();
        Element list;
        if (last != null && last.isList()) {
            list = last;
            loosen(list);
            parser.parseBlock(Element.in(list, "li"), items.removeFirst().toString(), LOOSE_LIST);
        } else {
            list = parent.isList() ? parent : Element.in(parent, kind.tag);
        }
        for (StringBuilder item : items) {
            Element previous = isIndented(item) ? list.lastChild() : null;
            parser.parseBlock(previous == null ? Element.in(list, "li") : previous, item.toString(), TIGHT_LIST);
        }
        return true;
    }

    private boolean startsItem(String block) {
        int marker = Chars.skip(block, 0, ' ');
        if (marker >= SourceText.TAB) {
            return false;
        }
        return itemText(block, marker) >= 0 && (kind == Kind.UNORDERED) == isBullet(block, marker);
    }

    private static boolean isBullet(String line, int at) {
        return at < line.length() && "*+-".indexOf(line.charAt(at)) >= 0;
    }

    /** Returns where the text after the marker at this position starts, or -1 if there is no marker. */
    private static int itemText(String line, int marker) {
        int end = marker;
        if (isBullet(line, marker)) {
            end++;
        } else {
            while (end < line.length() && Character.isDigit(line.codePointAt(end))) {
                end += Character.charCount(line.codePointAt(end));
            }
            if (end == marker || !Chars.charAt(line, end, '.')) {
                return -1;
            }
            end++;
        }
        int text = Chars.skip(line, end, ' ');
        return text == end ? -1 : text;
    }

    /** A blank line before a further item makes the item before it a paragraph. */
    private static void loosen(Element list) {
        Element item = list.lastChild();
        if (item == null) {
            return;
        }
        item.wrapTextInParagraph();
        Element inner = item.lastChild();
        if (inner != null && !inner.tail().isEmpty()) {
            Element.in(item, "p").text(Chars.stripLeading(inner.tail()));
            inner.tail("");
        }
    }

    /** Parts the block at its markers; nested items stay indented, other lines belong to the item before them. */
    private static List<StringBuilder> items(String block) {
        List<StringBuilder> items = new ArrayList<>();
        for (String line : block.split("\n", -1)) {
            int indent = Chars.skip(line, 0, ' ');
            int text = itemText(line, indent);
            if (text >= 0 && indent < SourceText.TAB) {
                items.add(new StringBuilder(line.substring(text)));
            } else if (text >= 0 && indent < 2 * SourceText.TAB && !isIndented(items.getLast())) {
                items.add(new StringBuilder(line));
            } else {
                items.getLast().append('\n').append(line);
            }
        }
        return items;
    }

    private static boolean isIndented(CharSequence item) {
        return item.length() >= SourceText.TAB
                && item.subSequence(0, SourceText.TAB).equals(SourceText.INDENT);
    }
}
