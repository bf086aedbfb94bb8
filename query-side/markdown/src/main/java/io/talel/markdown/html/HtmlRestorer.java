package io.talel.markdown.html;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.BlockElements;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.HtmlSerializer;
import io.talel.markdown.tree.Stash;
import java.util.Locale;

/** Puts the HTML that waited in the stash back into its places. */
public final class HtmlRestorer {

    private static final String PARAGRAPH = "<p>";
    private static final String PARAGRAPH_END = "</p>";

    private final Stash stash;
    private final Budget budget;

    public HtmlRestorer(Stash stash, Budget budget) {
        this.stash = stash;
        this.budget = budget;
    }

    /** Replaces the placeholders, also those in what is put back. A block that is alone in a paragraph replaces it. */
    public String restore(String html) {
        String result = html;
        for (int at = Stash.nextHtml(result, 0); at >= 0; at = Stash.nextHtml(result, at)) {
            budget.charge(result.length());
            result = restoreFrom(result, at);
        }
        return result;
    }

    private String restoreFrom(String html, int first) {
        StringBuilder result = new StringBuilder(html.length());
        int start = 0;
        for (int at = first; at >= 0; at = Stash.nextHtml(html, start)) {
            Stash.Placeholder placeholder = Stash.htmlAt(html, at);
            String piece =
                    switch (stash.html(placeholder.number())) {
                        case Stash.Html.Raw(String source) -> source;
                        case Stash.Html.Parsed(Element element) -> HtmlSerializer.of(element, budget);
                    };
            budget.charge(piece.length());
            int paragraph = at - PARAGRAPH.length();
            boolean alone = paragraph >= start
                    && html.startsWith(PARAGRAPH, paragraph)
                    && html.startsWith(PARAGRAPH_END, placeholder.end());
            boolean replaces = alone && isBlock(piece);
            result.append(html, start, replaces ? paragraph : at).append(piece);
            start = replaces ? placeholder.end() + PARAGRAPH_END.length() : placeholder.end();
        }
        return result.append(html, start, html.length()).toString();
    }

    private static boolean isBlock(String piece) {
        if (!piece.startsWith("<")) {
            return false;
        }
        int start = piece.startsWith("/", 1) ? 2 : 1;
        int end = start;
        while (end < piece.length() && piece.charAt(end) != ' ' && piece.charAt(end) != '>') {
            end++;
        }
        if (end == start) {
            return false;
        }
        return "!?@%".indexOf(piece.charAt(start)) >= 0
                || BlockElements.ALL.contains(
                        Chars.stripTrailing(piece.substring(start, end).toLowerCase(Locale.ROOT), '/'));
    }
}
