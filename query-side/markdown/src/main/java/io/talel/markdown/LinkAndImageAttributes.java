package io.talel.markdown;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.BackslashEscapes;
import io.talel.markdown.tree.Element;

/**
 * Sets the fixed attributes of every link and image of an article, which override an attribute list; does not change HTML of
 * the author.
 */
final class LinkAndImageAttributes {

    private LinkAndImageAttributes() {}

    static void apply(Element element, Budget budget) {
        budget.charge(Budget.STEPS_PER_BLOCK + element.text().length());
        // A title of a link definition is the attribute of every link that refers to it.
        element.attributes().values().forEach(value -> budget.chargeCopy(value.length()));
        budget.chargeCopy(element.tail().length());
        if (element.is("a")) {
            element.with("target", "_blank");
        } else if (element.is("img")) {
            element.with("loading", "lazy");
        }
        element.attributes().replaceAll((_, value) -> BackslashEscapes.reveal(value));
        if (!element.is("code")) {
            element.text(BackslashEscapes.reveal(element.text()));
        }
        element.tail(BackslashEscapes.reveal(element.tail()));
        element.children().forEach(child -> apply(child, budget));
    }
}
