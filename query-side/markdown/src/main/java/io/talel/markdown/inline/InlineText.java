package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.BackslashEscapes;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.HtmlSerializer;
import io.talel.markdown.tree.InlineNode;
import io.talel.markdown.tree.Stash;

/** Texts with placeholders in them, where plain text is needed: in attributes and in HTML. */
final class InlineText {

    private final Stash stash;
    private final Budget budget;

    InlineText(Stash stash, Budget budget) {
        this.stash = stash;
        this.budget = budget;
    }

    /** Returns the text with the placeholders replaced by the text of what they stand for. */
    String plain(String text) {
        return replace(text, false);
    }

    /** Returns the text with the placeholders replaced by HTML, and with the backslashes of the source. */
    String source(String text) {
        return BackslashEscapes.reveal(replace(text, true));
    }

    private String replace(String text, boolean source) {
        int at = Stash.nextInline(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int start = 0;
        for (; at >= 0; at = Stash.nextInline(text, start)) {
            Stash.Placeholder placeholder = Stash.inlineAt(text, at);
            result.append(text, start, at);
            String value =
                    switch (stash.inline(placeholder.number())) {
                        case InlineNode.Text(String escaped) -> source ? '\\' + escaped : escaped;
                        case Element element -> source ? HtmlSerializer.of(element, budget) : element.innerText();
                    };
            result.append(value);
            budget.charge(1 + value.length());
            start = placeholder.end();
        }
        return result.append(text, start, text.length()).toString();
    }
}
