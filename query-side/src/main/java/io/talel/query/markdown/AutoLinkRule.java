package io.talel.query.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address in angle brackets: {@code <https://example.org>}. */
final class AutoLinkRule implements InlineRule {

    private static final Pattern SCHEME = Pattern.compile("<(?:f|ht)tps?://", Pattern.CASE_INSENSITIVE);

    private final InlineText texts;
    private final Budget budget;

    AutoLinkRule(InlineText texts, Budget budget) {
        this.texts = texts;
        this.budget = budget;
    }

    @Override
    public @Nullable Found find(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            Matcher scheme = SCHEME.matcher(text).region(at, text.length());
            if (scheme.lookingAt()) {
                int end = scheme.end();
                while (end < text.length() && text.charAt(end) != '<' && text.charAt(end) != '>') {
                    end++;
                }
                budget.charge(end - at);
                if (Chars.charAt(text, end, '>')) {
                    String url = text.substring(at + 1, end);
                    return new Found(
                            at, end + 1, new Element("a").literalText(url).with("href", texts.plain(url)));
                }
            }
        }
        return null;
    }
}
