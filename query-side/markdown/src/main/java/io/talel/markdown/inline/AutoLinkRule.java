package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.InlineNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address in angle brackets: {@code <https://example.org>}. */
final class AutoLinkRule extends AngleRule {

    private static final Pattern SCHEME = Pattern.compile("<(?:f|ht)tps?://", Pattern.CASE_INSENSITIVE);

    private final InlineText texts;

    AutoLinkRule(InlineText texts, Budget budget) {
        super(budget);
        this.texts = texts;
    }

    @Override
    int end(String text, int start) {
        Matcher scheme = SCHEME.matcher(text).region(start, text.length());
        return scheme.lookingAt() ? endAt(text, nextBracket(text, scheme.end())) : NONE;
    }

    @Override
    InlineNode node(String piece) {
        String url = piece.substring(1, piece.length() - 1);
        return new Element("a").literalText(url).with("href", texts.plain(url));
    }
}
