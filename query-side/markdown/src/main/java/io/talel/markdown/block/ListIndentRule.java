package io.talel.markdown.block;

import static io.talel.markdown.block.BlockParser.Surroundings.DETABBED;
import static io.talel.markdown.block.BlockParser.Surroundings.TIGHT_LIST;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.Deque;

/** An indented block after, or in, a list: it belongs to one of the items. */
final class ListIndentRule implements BlockRule {

    private final BlockParser parser;

    ListIndentRule(BlockParser parser) {
        this.parser = parser;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        if (!belongsToList(parent, blocks.getFirst())) {
            return false;
        }
        String block = blocks.removeFirst();
        Level level = level(parent, block);
        Element owner = level.owner();
        String text = Indentation.removeWhereFound(block, level.depth());
        Element last = owner.lastChild();
        if (parent.is("li")) {
            Element inner = parent.lastChild();
            parser.parseBlock(inner != null && inner.isList() ? inner : parent, text, DETABBED);
        } else if (owner.is("li")) {
            parser.parseBlock(owner, text, DETABBED);
        } else if (last != null && last.is("li")) {
            last.wrapTextInParagraph();
            parser.parseText(last, text, DETABBED);
        } else {
            parser.parseBlock(Element.in(owner, "li"), text, DETABBED);
        }
        return true;
    }

    private boolean belongsToList(Element parent, String block) {
        if (!block.startsWith(SourceText.INDENT) || parser.isIn(DETABBED)) {
            return false;
        }
        Element last = parent.lastChild();
        return parent.is("li") || (last != null && last.isList());
    }

    private record Level(int depth, Element owner) {}

    /** Goes down the last lists and items as deep as the block is indented. */
    private Level level(Element parent, String block) {
        int indent = Chars.skip(block, 0, ' ') / SourceText.TAB;
        int depth = parser.isIn(TIGHT_LIST) ? 1 : 0;
        Element owner = parent;
        while (indent > depth) {
            Element child = owner.lastChild();
            if (child == null || !(child.isList() || child.is("li"))) {
                break;
            }
            depth += child.isList() ? 1 : 0;
            owner = child;
        }
        return new Level(depth, owner);
    }
}
