package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.InlineNode;

/** A mail address in angle brackets. */
final class MailLinkRule extends AngleRule {

    private static final String SCHEME = "mailto:";

    /** An ampersand that starts no character reference. */
    private static final String AMPERSAND = "&amp;";

    private final InlineText texts;

    MailLinkRule(InlineText texts, Budget budget) {
        super(budget);
        this.texts = texts;
    }

    @Override
    int end(String text, int start) {
        int bracket = nextBracket(text, start + 1);
        int end = endAt(text, bracket);
        return end == CUT_OFF || isAddress(text.substring(start + 1, bracket)) ? end : NONE;
    }

    private static boolean isAddress(String text) {
        int separator = text.lastIndexOf('@');
        int mark = text.indexOf('!');
        return separator > 0
                && separator < text.length() - 1
                && text.indexOf(' ') < 0
                && (mark < 0 || mark > separator);
    }

    @Override
    InlineNode node(String piece) {
        String address = texts.plain(piece.substring(1, piece.length() - 1)).replace("&", AMPERSAND);
        String plain = address.startsWith(SCHEME) ? address.substring(SCHEME.length()) : address;
        return new Element("a").literalText(plain).with("href", SCHEME + plain);
    }
}
