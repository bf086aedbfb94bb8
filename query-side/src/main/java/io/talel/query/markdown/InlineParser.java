package io.talel.query.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Turns the texts of a tree into elements. One rule after the other replaces its pieces by placeholders, so a rule sees
 * the pieces of earlier rules as single characters; then the placeholders are exchanged for elements.
 */
final class InlineParser {

    private final Budget budget;
    private final Stash stash;
    private final List<InlineRule> rules;

    InlineParser(Conversion conversion) {
        budget = conversion.budget();
        stash = conversion.stash();
        InlineText texts = new InlineText(stash, budget);
        LinkReferences references = conversion.references();
        rules = List.of(
                new CodeSpanRule(budget),
                new EscapeRule(),
                new LinkRule(LinkRule.Kind.LINK, new ReferenceTarget(references, true, budget), texts, budget),
                new LinkRule(LinkRule.Kind.LINK, new InlineTarget(texts, budget), texts, budget),
                new LinkRule(LinkRule.Kind.IMAGE, new InlineTarget(texts, budget), texts, budget),
                new LinkRule(LinkRule.Kind.IMAGE, new ReferenceTarget(references, true, budget), texts, budget),
                new LinkRule(LinkRule.Kind.LINK, new ReferenceTarget(references, false, budget), texts, budget),
                new LinkRule(LinkRule.Kind.IMAGE, new ReferenceTarget(references, false, budget), texts, budget),
                new AutoLinkRule(texts, budget),
                new MailLinkRule(texts, budget),
                new LineBreakRule(),
                new InlineHtmlRule(texts, stash, budget),
                new CharacterReferenceRule(stash),
                new LoneMarkRule(),
                new EmphasisRule(EmphasisForm.ASTERISKS, "*", budget),
                new EmphasisRule(EmphasisForm.UNDERSCORES, "_", budget));
    }

    private record Pending(Element element, int depth) {}

    /** Parses the texts of all elements below the root, those of the elements that come up meanwhile included. */
    void parse(Element root) {
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
        return new Placing(element, true).place(text, false);
    }

    private List<Element> parseTail(Element element) {
        boolean literal = element.isTailLiteral();
        String tail = literal ? element.tail() : replace(element.tail(), 0);
        element.tail("");
        return new Placing(element, false).place(tail, literal);
    }

    /** Replaces what the rules from that one on find by placeholders. */
    private String replace(String text, int firstRule) {
        String result = text;
        for (int rule = firstRule; rule < rules.size(); rule++) {
            result = replace(result, rules.get(rule), rule);
        }
        return result;
    }

    private String replace(String text, InlineRule rule, int index) {
        budget.charge(1L + text.length());
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

    /** Exchanges the placeholders of one text for nodes. */
    private final class Placing {

        private final Element element;
        private final boolean inside;
        private final List<Element> placed = new ArrayList<>();

        /** @param inside whether the text is the one in the element, or the one after it */
        Placing(Element element, boolean inside) {
            this.element = element;
            this.inside = inside;
        }

        /** Returns the elements of the text; the text between them is theirs or the element's. */
        List<Element> place(String text, boolean literal) {
            budget.charge(1L + text.length());
            int start = 0;
            for (int at = Stash.nextInline(text, 0); at >= 0; at = Stash.nextInline(text, start)) {
                Stash.Placeholder placeholder = Stash.inlineAt(text, at);
                append(text.substring(start, at), false);
                switch (stash.inline(placeholder.number())) {
                    case InlineNode.Text(String value) -> append(value, false);
                    case Element found -> {
                        placeInside(found);
                        placed.add(found);
                    }
                }
                start = placeholder.end();
            }
            append(text.substring(start), literal);
            return placed;
        }

        private void append(String text, boolean literal) {
            if (text.isEmpty()) {
                return;
            }
            if (!placed.isEmpty()) {
                placed.getLast().appendTail(text, literal);
            } else if (inside) {
                element.appendText(text, literal);
            } else {
                element.appendTail(text, literal);
            }
        }
    }

    private void placeInside(Element element) {
        budget.enter();
        for (Element child : List.copyOf(element.children())) {
            placeAfter(element, child);
            placeText(child);
        }
        placeText(element);
        budget.leave();
    }

    private void placeText(Element element) {
        if (!Chars.isBlank(element.text())) {
            String text = element.text();
            boolean literal = element.isTextLiteral();
            element.text("");
            element.children().addAll(0, new Placing(element, true).place(text, literal));
        }
    }

    private void placeAfter(Element parent, Element child) {
        if (!Chars.isBlank(child.tail())) {
            String tail = child.tail();
            boolean literal = child.isTailLiteral();
            child.tail("");
            int position = parent.children().indexOf(child) + 1;
            parent.children().addAll(position, new Placing(child, false).place(tail, literal));
        }
    }
}
