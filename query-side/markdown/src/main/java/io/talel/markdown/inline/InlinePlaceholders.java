package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.InlineNode;
import io.talel.markdown.tree.Stash;
import java.util.ArrayList;
import java.util.List;

/** Exchanges the placeholders in texts for the nodes they stand for. */
final class InlinePlaceholders {

    private final Stash stash;
    private final Budget budget;

    InlinePlaceholders(Stash stash, Budget budget) {
        this.stash = stash;
        this.budget = budget;
    }

    /** Gives an element its text, and returns the elements that were found in it, for the start of the element. */
    List<Element> inside(Element element, String text) {
        return place(element, true, text, false);
    }

    /** Gives an element its tail, and returns the elements that were found in it, for the place after the element. */
    List<Element> after(Element element, String tail, boolean literal) {
        return place(element, false, tail, literal);
    }

    private List<Element> place(Element element, boolean inside, String text, boolean literal) {
        budget.charge(1L + text.length());
        int first = Stash.nextInline(text, 0);
        if (first >= 0) {
            return new Placing(element, inside).place(text, first);
        }
        if (inside) {
            element.appendText(text, literal);
        } else {
            element.appendTail(text, literal);
        }
        return List.of();
    }

    private void placeAllInside(Element element) {
        budget.enter();
        for (Element child : List.copyOf(element.children())) {
            placeTail(element, child);
            placeText(child);
        }
        placeText(element);
        budget.leave();
    }

    private void placeText(Element element) {
        if (!Chars.isBlank(element.text())) {
            String text = element.text();
            boolean literal = element.isTextLiteral();
            element.text("");
            element.children().addAll(0, place(element, true, text, literal));
        }
    }

    private void placeTail(Element parent, Element child) {
        if (!Chars.isBlank(child.tail())) {
            String tail = child.tail();
            boolean literal = child.isTailLiteral();
            child.tail("");
            int position = parent.children().indexOf(child) + 1;
            parent.children().addAll(position, after(child, tail, literal));
        }
    }

    /** One text with placeholders, which is the one inside an element or the one after it. */
    private final class Placing {

        private final Element element;
        private final boolean inside;
        private final List<Element> placed = new ArrayList<>();
        private final StringBuilder between = new StringBuilder();

        Placing(Element element, boolean inside) {
            this.element = element;
            this.inside = inside;
        }

        /** Returns the elements of the text; what is between them becomes their tails. */
        List<Element> place(String text, int first) {
            int start = 0;
            for (int at = first; at >= 0; at = Stash.nextInline(text, start)) {
                Stash.Placeholder placeholder = Stash.inlineAt(text, at);
                between.append(text, start, at);
                switch (stash.inline(placeholder.number())) {
                    case InlineNode.Text(String value) -> between.append(value);
                    case Element found -> {
                        placeAllInside(found);
                        placeBetween();
                        placed.add(found);
                    }
                }
                start = placeholder.end();
            }
            between.append(text, start, text.length());
            placeBetween();
            return placed;
        }

        private void placeBetween() {
            if (between.isEmpty()) {
                return;
            }
            if (!placed.isEmpty()) {
                placed.getLast().appendTail(between.toString(), false);
            } else if (inside) {
                element.appendText(between.toString(), false);
            } else {
                element.appendTail(between.toString(), false);
            }
            between.setLength(0);
        }
    }
}
