package io.talel.query.markdown;

import org.jspecify.annotations.Nullable;

/** A mail address in angle brackets. */
final class MailLinkRule implements InlineRule {

    private static final String SCHEME = "mailto:";

    /** An ampersand that starts no character reference. */
    private static final String AMPERSAND = "&amp;";

    private final InlineText texts;
    private final Budget budget;

    MailLinkRule(InlineText texts, Budget budget) {
        this.texts = texts;
        this.budget = budget;
    }

    @Override
    public @Nullable Found find(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            int end = end(text, at + 1);
            if (end >= 0) {
                String address = texts.plain(text.substring(at + 1, end)).replace("&", AMPERSAND);
                String plain = address.startsWith(SCHEME) ? address.substring(SCHEME.length()) : address;
                Element link = new Element("a").literalText(plain).with("href", SCHEME + plain);
                return new Found(at, end + 1, link);
            }
        }
        return null;
    }

    /** Returns the position of the closing bracket, or -1 if this is no address. */
    private int end(String text, int start) {
        int separator = -1;
        boolean exclaimed = false;
        int at = start;
        while (at < text.length() && "<> ".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '@') {
                separator = exclaimed ? start : at;
            }
            exclaimed |= c == '!';
            at++;
        }
        budget.charge(at - start);
        return separator > start && at > separator + 1 && Chars.charAt(text, at, '>') ? at : -1;
    }
}
