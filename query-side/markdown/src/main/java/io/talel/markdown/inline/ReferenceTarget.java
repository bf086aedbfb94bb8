package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.LinkReferences;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A target that is defined elsewhere: {@code [text][label]}, {@code [label][]} or {@code [label]}. */
final class ReferenceTarget implements LinkRule.TargetRule {

    private final LinkReferences references;
    private final boolean labelled;
    private final Budget budget;

    /** @param labelled whether a second pair of brackets is needed */
    ReferenceTarget(LinkReferences references, boolean labelled, Budget budget) {
        this.references = references;
        this.labelled = labelled;
        this.budget = budget;
    }

    @Override
    public LinkRule.@Nullable Target find(String text, String label, int end) {
        if (!labelled) {
            return target(label, end);
        }
        boolean blank = end < text.length() && Chars.isSpace(text.charAt(end)) && Chars.charAt(text, end + 1, '[');
        int open = blank ? end + 1 : end;
        if (!Chars.charAt(text, open, '[')) {
            return null;
        }
        int close = budget.indexOf(text, "]", open);
        if (close < 0) {
            return LinkRule.Target.UNFINISHED;
        }
        return target(close == open + 1 ? label : text.substring(open + 1, close), close + 1);
    }

    private LinkRule.Target target(String label, int end) {
        LinkReferences.Target target = references.find(Chars.collapse(label.toLowerCase(Locale.ROOT)));
        return target == null
                ? new LinkRule.Target(null, null, end)
                : new LinkRule.Target(target.url(), target.title().isEmpty() ? null : target.title(), end);
    }
}
