package io.talel.query.markdown;

import org.jspecify.annotations.Nullable;

/** A tag or a comment within a text, which is kept as it is. */
final class InlineHtmlRule implements InlineRule {

    private final InlineText texts;
    private final Stash stash;
    private final Budget budget;

    InlineHtmlRule(InlineText texts, Stash stash, Budget budget) {
        this.texts = texts;
        this.stash = stash;
        this.budget = budget;
    }

    @Override
    public @Nullable Found find(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            int end = text.startsWith("!--", at + 1) ? commentEnd(text, at) : tagEnd(text, at);
            if (end >= 0) {
                String placeholder = stash.storeRaw(texts.source(text.substring(at, end)));
                return new Found(at, end, new InlineNode.Text(placeholder));
            }
        }
        return null;
    }

    /** A comment ends before another starts. */
    private int commentEnd(String text, int start) {
        int end = text.indexOf("-->", start + 4);
        int other = text.indexOf("<!--", start + 4);
        budget.charge(end < 0 ? text.length() - start : end - start);
        return end < 0 || (other >= 0 && other < end) ? -1 : end + 3;
    }

    /** A tag has no {@code @} before its first blank: that would be a mail address. */
    private int tagEnd(String text, int start) {
        int at = Chars.charAt(text, start + 1, '/') ? start + 2 : start + 1;
        if (at >= text.length() || !Chars.isAsciiLetter(text.charAt(at))) {
            return -1;
        }
        boolean blank = false;
        while (at < text.length() && text.charAt(at) != '<' && text.charAt(at) != '>') {
            if (text.charAt(at) == '@' && !blank) {
                return -1;
            }
            blank |= text.charAt(at) == ' ';
            at++;
        }
        budget.charge(at - start);
        return Chars.charAt(text, at, '>') ? at + 1 : -1;
    }
}
