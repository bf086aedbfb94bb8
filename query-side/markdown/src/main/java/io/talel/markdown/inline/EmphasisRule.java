package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emphasis by one of the two marks. Inside a form only the forms after it are looked for. */
final class EmphasisRule extends OpeningMarkRule {

    private static final String TRIPLE = "___";

    private final List<EmphasisForm> forms;

    EmphasisRule(List<EmphasisForm> forms, String mark, Budget budget) {
        super(mark, budget);
        this.forms = forms;
    }

    @Override
    @Nullable Found read(String text, int at, int start, FailedAttempts attempts) {
        for (int form = 0; form < forms.size(); form++) {
            EmphasisForm.Parts parts = readForm(form, text, at, start);
            if (parts != null) {
                return new Found(at, parts.end(), build(form, parts), attempts.retryBefore(at));
            }
        }
        attempts.failed(at, mayOpen(text, at, start) ? text.length() : at);
        return null;
    }

    /** An underscore within a word opens nothing, whatever follows, unless it is one of three. */
    private boolean mayOpen(String text, int at, int start) {
        return mark.equals("*") || at == start || !Chars.wordBefore(text, at) || text.startsWith(TRIPLE, at);
    }

    private EmphasisForm.@Nullable Parts readForm(int form, String text, int at, int start) {
        budget.charge(1);
        return forms.get(form).reader().read(text, at, start, budget);
    }

    private Element build(int form, EmphasisForm.Parts parts) {
        EmphasisForm kind = forms.get(form);
        Element outer = new Element(kind.outer());
        if (kind.shape() == EmphasisForm.Shape.SINGLE) {
            fill(outer, null, parts.first(), form);
            return outer;
        }
        Element inner = new Element(kind.inner());
        if (kind.shape() == EmphasisForm.Shape.INNER_FIRST) {
            fill(inner, null, parts.first(), form);
            outer.children().add(inner);
            fill(outer, inner, parts.second(), form);
        } else {
            fill(outer, null, parts.first(), form);
            outer.children().add(inner);
            fill(inner, null, parts.second(), form);
        }
        return outer;
    }

    /** Adds a text to an element, after that child if there is one, with what later forms find in it. */
    private void fill(Element element, @Nullable Element after, String text, int form) {
        Element last = after;
        int start = 0;
        int at = budget.indexOf(text, mark, 0);
        while (at >= 0) {
            int next = at + 1;
            for (int later = form + 1; later < forms.size(); later++) {
                EmphasisForm.Parts parts = readForm(later, text, at, 0);
                if (parts != null) {
                    add(element, last, text.substring(start, at));
                    last = build(later, parts);
                    element.children().add(last);
                    start = parts.end();
                    at = start;
                    next = start;
                }
            }
            at = budget.indexOf(text, mark, next);
        }
        add(element, last, text.substring(start));
    }

    private static void add(Element element, @Nullable Element last, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (last == null) {
            element.text(text);
        } else {
            last.tail(text);
        }
    }
}
