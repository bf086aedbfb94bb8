package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.InlineNode;
import io.talel.markdown.tree.Stash;

/** A tag or a comment within a text, which is kept as it is. */
final class InlineHtmlRule extends AngleRule {

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";

    private final InlineText texts;
    private final Stash stash;

    InlineHtmlRule(InlineText texts, Stash stash, Budget budget) {
        super(budget);
        this.texts = texts;
        this.stash = stash;
    }

    @Override
    int end(String text, int start) {
        return text.startsWith(COMMENT, start) ? commentEnd(text, start) : tagEnd(text, start);
    }

    private int commentEnd(String text, int start) {
        int content = start + COMMENT.length();
        int end = budget.indexOf(text, COMMENT_END, content);
        if (end < 0) {
            return NONE;
        }
        int other = text.substring(content, end).indexOf(COMMENT);
        return other < 0 ? end + COMMENT_END.length() : CUT_OFF;
    }

    /** A tag has no {@code @} before its first blank: that would be a mail address. */
    private int tagEnd(String text, int start) {
        int name = Chars.charAt(text, start + 1, '/') ? start + 2 : start + 1;
        if (name >= text.length() || !Chars.isAsciiLetter(text.charAt(name))) {
            return NONE;
        }
        int bracket = nextBracket(text, name);
        int nameEnd = text.substring(name, bracket).indexOf(' ');
        int at = text.substring(name, nameEnd < 0 ? bracket : name + nameEnd).indexOf('@');
        return at < 0 ? endAt(text, bracket) : NONE;
    }

    @Override
    InlineNode node(String piece) {
        return new InlineNode.Text(stash.storeRaw(texts.source(piece)));
    }
}
