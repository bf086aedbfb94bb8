package io.talel.markdown.inline;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.LinkReferences;
import io.talel.markdown.tree.Stash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Turns the texts of a tree into elements. One rule after the other replaces its pieces by placeholders, so a rule sees
 * the pieces of earlier rules as single characters; then the placeholders are exchanged for elements.
 */
public final class InlineParser {

    /** The characters that start a piece of inline Markdown. */
    private static final String MARKS = "`\\[<\n&*_";

    private final Budget budget;
    private final Stash stash;
    private final InlinePlaceholders placements;
    private final List<Step> steps;

    public InlineParser(Stash stash, LinkReferences references, Budget budget) {
        this.stash = stash;
        this.budget = budget;
        placements = new InlinePlaceholders(stash, budget);
        InlineText texts = new InlineText(stash, budget);
        LinkRule.TargetRule inline = new InlineTarget(texts, budget);
        LinkRule.TargetRule labelled = new ReferenceTarget(references, true, budget);
        LinkRule.TargetRule bare = new ReferenceTarget(references, false, budget);
        steps = List.of(
                new Step("`", new CodeSpanRule(budget)),
                new Step("\\", new EscapeRule()),
                new Step("[", new LinkRule(LinkRule.Kind.LINK, labelled, texts, budget)),
                new Step("[", new LinkRule(LinkRule.Kind.LINK, inline, texts, budget)),
                new Step("[", new LinkRule(LinkRule.Kind.IMAGE, inline, texts, budget)),
                new Step("[", new LinkRule(LinkRule.Kind.IMAGE, labelled, texts, budget)),
                new Step("[", new LinkRule(LinkRule.Kind.LINK, bare, texts, budget)),
                new Step("[", new LinkRule(LinkRule.Kind.IMAGE, bare, texts, budget)),
                new Step("<", new AutoLinkRule(texts, budget)),
                new Step("<", new MailLinkRule(texts, budget)),
                new Step("\n", new LineBreakRule()),
                new Step("<", new InlineHtmlRule(texts, stash, budget)),
                new Step("&", new CharacterReferenceRule(stash)),
                new Step("*_", new LoneMarkRule()),
                new Step("*", new EmphasisRule(EmphasisForm.ASTERISKS, "*", budget)),
                new Step("_", new EmphasisRule(EmphasisForm.UNDERSCORES, "_", budget)));
    }

    /**
     * A rule and the characters its pieces start with.
     *
     * @param marks as {@link #marksIn} tells them; a text without any of them holds nothing for the rule
     */
    private record Step(int marks, InlineRule rule) {

        Step(String marks, InlineRule rule) {
            this(marksIn(marks), rule);
        }
    }

    private record Pending(Element element, int depth) {}

    /** Parses the texts of all elements below the root, including new elements. */
    public void parse(Element root) {
        Deque<Pending> pending = new ArrayDeque<>();
        pending.push(new Pending(root, 0));
        while (!pending.isEmpty()) {
            Pending next = pending.pop();
            budget.checkDepth(next.depth());
            parseChildren(next, pending);
        }
    }

    private void parseChildren(Pending parent, Deque<Pending> pending) {
        List<Element> children = parent.element().children();
        List<List<Element>> found = new ArrayList<>(children.size());
        for (int i = 0; i < children.size(); i++) {
            Element child = children.get(i);
            int depth = parent.depth() + 1;
            List<Element> inside = List.of();
            if (!child.text().isEmpty() && !child.isTextLiteral()) {
                inside = parseText(child);
                inside.forEach(element -> pending.push(new Pending(element, depth + 1)));
            }
            found.add(inside);
            if (!child.tail().isEmpty()) {
                List<Element> after = parseTail(child);
                budget.chargeCopy(children.size());
                children.addAll(i + 1, after);
            }
            if (!child.children().isEmpty()) {
                pending.push(new Pending(child, depth));
            }
        }
        for (int i = 0; i < children.size(); i++) {
            children.get(i).children().addAll(0, found.get(i));
        }
    }

    private List<Element> parseText(Element element) {
        String text = replace(element.text(), 0);
        element.text("");
        return placements.inside(element, text);
    }

    private List<Element> parseTail(Element element) {
        boolean literal = element.isTailLiteral();
        String tail = literal ? element.tail() : replace(element.tail(), 0);
        element.tail("");
        return placements.after(element, tail, literal);
    }

    /** Replaces what the rules from that step on find by placeholders, which hold no marks. */
    private String replace(String text, int firstStep) {
        int marks = marksIn(text);
        String result = text;
        for (int step = firstStep; step < steps.size(); step++) {
            InlineRule rule = steps.get(step).rule();
            budget.charge(1L + result.length());
            if ((marks & steps.get(step).marks()) != 0) {
                result = replace(result, rule, step);
            } else if (rule instanceof OpeningMarkRule) {
                budget.chargeCopy(result.length());
            }
        }
        return result;
    }

    /** Returns which of the {@link #MARKS} a text holds: a bit for each. */
    private static int marksIn(String text) {
        int found = 0;
        for (int i = 0; i < MARKS.length(); i++) {
            found |= text.indexOf(MARKS.charAt(i)) < 0 ? 0 : 1 << i;
        }
        return found;
    }

    private String replace(String text, InlineRule rule, int index) {
        InlineRule.Found found = rule.find(text, 0, 0);
        if (found == null) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length() + 16);
        String rest = text;
        int start = 0;
        int retry = Integer.MAX_VALUE;
        while (found != null) {
            int next = found.end();
            if (found.retry() < found.start()) {
                retry = Math.min(retry, found.retry());
            }
            if (found.node() != null) {
                if (found.node() instanceof Element element) {
                    replaceInside(element, index);
                }
                String placeholder = stash.store(found.node());
                if (retry < found.start()) {
                    budget.chargeCopy(rest.length());
                    rest = rest.substring(0, found.start()) + placeholder + rest.substring(found.end());
                    next = retry;
                } else {
                    replaced.append(rest, start, found.start()).append(placeholder);
                    start = found.end();
                }
                retry = Integer.MAX_VALUE;
            }
            found = rule.find(rest, next, start);
        }
        return replaced.append(rest, start, rest.length()).toString();
    }

    /** The text of a new element is read by later rules only, what follows its children by this one as well. */
    private void replaceInside(Element element, int rule) {
        if (element.isTextLiteral()) {
            return;
        }
        budget.enter();
        replaceText(element, rule);
        for (Element child : element.children()) {
            replaceText(child, rule);
            if (!child.tail().isEmpty() && !child.isTailLiteral()) {
                child.tail(replace(child.tail(), rule));
            }
        }
        budget.leave();
    }

    private void replaceText(Element element, int rule) {
        if (!element.text().isEmpty() && !element.isTextLiteral()) {
            element.text(replace(element.text(), rule + 1));
        }
    }
}
