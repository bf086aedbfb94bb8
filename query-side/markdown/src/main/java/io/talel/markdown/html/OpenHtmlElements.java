package io.talel.markdown.html;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.BlockElements;
import io.talel.markdown.tree.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTML elements with Markdown inside that are open, from the outermost on, and the texts in them. */
final class OpenHtmlElements {

    private record Opened(Element element, MarkdownAttribute content) {}

    private final Budget budget;
    private final List<Opened> open = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Element lastClosed;

    OpenHtmlElements(Budget budget) {
        this.budget = budget;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Tells whether the innermost element holds no Markdown. */
    boolean isOff() {
        return !open.isEmpty() && open.getLast().content() == MarkdownAttribute.OFF;
    }

    void text(String more) {
        text.append(more);
    }

    /** Returns the index of the innermost element of that name, or -1. */
    int lastIndexOf(String name) {
        budget.charge(1 + open.size());
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).element().is(name)) {
                return i;
            }
        }
        return -1;
    }

    void open(StartTag tag, MarkdownAttribute content) {
        placeText();
        budget.checkDepth(open.size());
        Element element = new Element(tag.name());
        tag.attributes().forEach(element::with);
        element.with(MarkdownAttribute.ATTRIBUTE, content.mark());
        if (!open.isEmpty()) {
            open.getLast().element().children().add(element);
        }
        open.add(new Opened(element, content));
        lastClosed = null;
    }

    /** Closes the elements from that index on, and returns the outermost of these. */
    Element close(int index) {
        placeText();
        Element closed = open.get(index).element();
        open.subList(index, open.size()).clear();
        lastClosed = open.isEmpty() ? null : closed;
        return closed;
    }

    /** Puts the text read since the last tag into its place: after the element closed last, or into the open one. */
    private void placeText() {
        if (lastClosed != null) {
            lastClosed.tail(text.toString());
        } else if (!open.isEmpty()) {
            open.getLast().element().text(text.toString());
        }
        text.setLength(0);
    }

    /** An element cannot allow more than the one around it, but for blocks inside blocks. */
    MarkdownAttribute contentOf(StartTag tag) {
        String wish = tag.attributes().getOrDefault(MarkdownAttribute.ATTRIBUTE, "0");
        MarkdownAttribute around =
                open.isEmpty() ? MarkdownAttribute.BLOCK : open.getLast().content();
        if (around == MarkdownAttribute.OFF) {
            return MarkdownAttribute.OFF;
        }
        if (around == MarkdownAttribute.SPAN && !wish.equals("0")) {
            wish = "span";
        }
        boolean spans = BlockElements.holdsSpans(tag.name());
        boolean blocks = BlockElements.holdsBlocks(tag.name());
        return switch (wish) {
            case "1", "markdown" ->
                blocks ? MarkdownAttribute.BLOCK : spans ? MarkdownAttribute.SPAN : MarkdownAttribute.OFF;
            case "block" -> blocks || spans ? MarkdownAttribute.BLOCK : MarkdownAttribute.OFF;
            case "span" -> blocks || spans ? MarkdownAttribute.SPAN : MarkdownAttribute.OFF;
            default -> MarkdownAttribute.OFF;
        };
    }
}
