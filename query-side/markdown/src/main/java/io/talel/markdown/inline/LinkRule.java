package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.InlineNode;
import org.jspecify.annotations.Nullable;

/** A link or an image: a text in brackets, and a target that is found in one of several ways. */
final class LinkRule extends OpeningMarkRule {

    enum Kind {
        LINK("["),
        IMAGE("![");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    /** A way to name a target. */
    interface TargetRule {

        /**
         * @param end position after the text's closing bracket
         * @return null if no target of this kind is named here, or {@link Target#UNFINISHED}
         */
        @Nullable Target find(String text, String label, int end);
    }

    /**
     * Where a link leads.
     *
     * @param url null if the name is unknown
     * @param title null if there is none
     */
    record Target(@Nullable String url, @Nullable String title, int end) {

        /** A target that starts here but does not end. */
        static final Target UNFINISHED = new Target(null, null, -1);
    }

    /** How far after a closing bracket a target is looked for: a blank may come first. */
    private static final int AFTER_LABEL = 3;

    private final Kind kind;
    private final TargetRule targets;
    private final InlineText texts;

    LinkRule(Kind kind, TargetRule targets, InlineText texts, Budget budget) {
        super(kind.mark, budget);
        this.kind = kind;
        this.targets = targets;
        this.texts = texts;
    }

    @Override
    @Nullable Found read(String text, int at, int start, FailedAttempts attempts) {
        if (kind == Kind.LINK && at > start && text.charAt(at - 1) == '!') {
            return null;
        }
        int label = at + mark.length();
        int close = closingBracket(text, label);
        Target target = close < 0 ? Target.UNFINISHED : targets.find(text, text.substring(label, close), close + 1);
        if (target == null || target == Target.UNFINISHED) {
            attempts.failed(at, target == null ? close + AFTER_LABEL : text.length());
            return null;
        }
        InlineNode node =
                target.url() == null ? null : node(text.substring(label, close), target.url(), target.title());
        return new Found(at, target.end(), node, attempts.retryBefore(at));
    }

    private int closingBracket(String text, int from) {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open == 0) {
                budget.charge(at - from);
                return at;
            }
        }
        budget.charge(text.length() - from);
        return -1;
    }

    private Element node(String label, String url, @Nullable String title) {
        budget.chargeCopy(url.length());
        Element element = kind == Kind.LINK
                ? new Element("a").text(label).with("href", url)
                : new Element("img").with("alt", texts.plain(label)).with("src", url);
        return title == null ? element : element.with("title", title);
    }
}
