package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import org.jspecify.annotations.Nullable;

/** A target right after the text: {@code (url "title")} or {@code (<url with blanks> "title")}. */
final class InlineTarget implements LinkRule.TargetRule {

    private final InlineText texts;
    private final Budget budget;

    InlineTarget(InlineText texts, Budget budget) {
        this.texts = texts;
        this.budget = budget;
    }

    @Override
    public LinkRule.@Nullable Target find(String text, String label, int end) {
        if (!Chars.charAt(text, end, '(')) {
            return null;
        }
        int start = Chars.skipSpace(text, end + 1);
        LinkRule.Target angled = angled(text, start);
        if (angled != null) {
            return angled;
        }
        TargetReader reader = new TargetReader(text, start);
        boolean closed = reader.read();
        budget.charge(reader.furthest() - end);
        return closed ? target(reader.url(), reader.title(), reader.end()) : LinkRule.Target.UNFINISHED;
    }

    private LinkRule.@Nullable Target angled(String text, int start) {
        if (!Chars.charAt(text, start, '<')) {
            return null;
        }
        int close = start + 1;
        while (close < text.length() && text.charAt(close) != '<' && text.charAt(close) != '>') {
            close++;
        }
        budget.charge(close - start);
        if (!Chars.charAt(text, close, '>')) {
            return null;
        }
        String url = Chars.strip(text.substring(start + 1, close));
        int next = Chars.skipSpace(text, close + 1);
        String title = null;
        if (Chars.charAt(text, next, '"') || Chars.charAt(text, next, '\'')) {
            int titleEnd = text.indexOf(text.charAt(next), next + 1);
            if (titleEnd < 0) {
                return null;
            }
            title = text.substring(next + 1, titleEnd);
            next = Chars.skipSpace(text, titleEnd + 1);
        }
        return Chars.charAt(text, next, ')') ? target(url, title, next + 1) : null;
    }

    private LinkRule.Target target(String url, @Nullable String title, int end) {
        return new LinkRule.Target(Chars.strip(texts.plain(url)), title == null ? null : clean(title), end);
    }

    private String clean(String title) {
        String text = texts.plain(Chars.strip(title));
        boolean quoted = !text.isEmpty()
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        StringBuilder result = new StringBuilder(quoted ? text.substring(1, Math.max(1, text.length() - 1)) : text);
        for (int i = 0; i < result.length(); i++) {
            if (Chars.isSpace(result.charAt(i))) {
                result.setCharAt(i, ' ');
            }
        }
        return result.toString();
    }
}
