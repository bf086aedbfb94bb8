package io.talel.markdown.block;

import io.talel.markdown.html.MarkdownAttribute;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.Stash;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The place of an HTML element whose content is Markdown. Parses the content and puts the element there. */
final class MarkdownInHtmlRule implements BlockRule {

    private final BlockParser parser;
    private final Stash stash;

    MarkdownInHtmlRule(BlockParser parser, Stash stash) {
        this.parser = parser;
        this.stash = stash;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        Stash.Placeholder place = Stash.htmlAt(blocks.getFirst(), 0);
        if (!place.exists() || !(stash.html(place.number()) instanceof Stash.Html.Parsed(Element element))) {
            return false;
        }
        blocks.removeFirst();
        parseContent(element);
        parent.children().add(element);
        stash.clear(place.number());
        return true;
    }

    private void parseContent(Element element) {
        String mark = element.attributes().remove(MarkdownAttribute.ATTRIBUTE);
        switch (mark == null ? MarkdownAttribute.OFF : MarkdownAttribute.ofMark(mark)) {
            case BLOCK -> parseBlocks(element);
            case SPAN -> element.children().forEach(this::parseContent);
            case OFF -> {
                element.literalText(element.text());
                for (Element child : element.children()) {
                    parseContent(child);
                    child.literalTail(child.tail());
                }
            }
        }
    }

    /** The children come first, so that what Markdown makes of the texts is not taken for HTML. */
    private void parseBlocks(Element element) {
        element.children().forEach(this::parseContent);
        List<Element> content = new ArrayList<>(blocks(element.text()));
        element.text("");
        for (Element child : element.children()) {
            String tail = child.tail();
            child.tail("");
            content.add(child);
            content.addAll(blocks(tail));
        }
        element.children().clear();
        element.children().addAll(content);
    }

    private List<Element> blocks(String text) {
        Element container = new Element("div");
        if (!text.isEmpty()) {
            parser.parseText(container, Chars.stripTrailing(text, '\n'));
        }
        return container.children();
    }
}
