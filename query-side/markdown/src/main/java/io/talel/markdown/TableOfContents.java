package io.talel.markdown;

import io.talel.markdown.html.HtmlRestorer;
import io.talel.markdown.text.Budget;
import io.talel.markdown.text.CharacterReferences;
import io.talel.markdown.text.Chars;
import io.talel.markdown.text.HtmlText;
import io.talel.markdown.tree.BackslashEscapes;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.HtmlSerializer;
import java.util.ArrayList;
import java.util.List;

/** Gives every heading an id, lists the headings by their levels, and puts the list where the source asks for it. */
final class TableOfContents {

    private static final String MARKER = "[TOC]";
    private static final String LABEL = "data-toc-label";

    private record Entry(int level, String id, String title, List<Entry> below) {}

    private final HtmlRestorer stashed;
    private final Budget budget;
    private final HeadingIds ids;
    private final List<Entry> entries = new ArrayList<>();

    private TableOfContents(HtmlRestorer stashed, Budget budget) {
        this.stashed = stashed;
        this.budget = budget;
        this.ids = new HeadingIds(budget);
    }

    /** Returns the list, empty if there are no headings. */
    static Element build(Element root, HtmlRestorer stashed, Budget budget) {
        TableOfContents contents = new TableOfContents(stashed, budget);
        contents.collectIds(root);
        contents.collectHeadings(root);
        Element list = new Element("div").with("class", "toc");
        addList(list, nest(contents.entries));
        HtmlLineBreaks.addLineBreaks(list);
        replaceMarker(root, list);
        return list;
    }

    private void collectIds(Element element) {
        String id = element.attribute("id");
        if (id != null) {
            ids.use(id);
        }
        element.children().forEach(this::collectIds);
    }

    private void collectHeadings(Element element) {
        if (element.isHeading()) {
            addHeading(element);
        }
        element.children().forEach(this::collectHeadings);
    }

    private void addHeading(Element heading) {
        budget.charge(Budget.STEPS_PER_HEADING);
        String inside = BackslashEscapes.reveal(HtmlSerializer.inside(heading, budget));
        String title = plain(Chars.strip(stashed.restore(Chars.strip(inside))));
        String id = heading.attribute("id");
        if (id == null) {
            id = ids.idFor(CharacterReferences.decodeText(title));
            heading.with("id", id);
        }
        String label = heading.attributes().remove(LABEL);
        if (label != null) {
            title = HtmlText.escapeText(plain(Chars.strip(stashed.restore(BackslashEscapes.reveal(label)))));
        }
        entries.add(new Entry(heading.tag().charAt(1) - '0', BackslashEscapes.reveal(id), title, new ArrayList<>()));
    }

    /** Takes comments and tags out of HTML; character references stay. */
    private String plain(String html) {
        String withoutComments = without(html, "<!--", "-->");
        return Chars.strip(Chars.collapse(without(withoutComments, "<", ">")));
    }

    private static String without(String html, String start, String end) {
        int open = html.indexOf(start);
        if (open < 0) {
            return html;
        }
        StringBuilder result = new StringBuilder(html.length());
        int copied = 0;
        while (open >= 0) {
            int close = html.indexOf(end, open);
            if (close < 0) {
                break;
            }
            result.append(html, copied, open);
            copied = close + end.length();
            open = html.indexOf(start, copied);
        }
        return result.append(html, copied, html.length()).toString();
    }

    /**
     * Puts entries below the last one of a higher level. Where levels are skipped on the way down, the way up may end
     * beside an entry of another level.
     */
    private static List<Entry> nest(List<Entry> entries) {
        List<Entry> top = new ArrayList<>();
        List<Entry> parents = new ArrayList<>();
        List<Integer> levels = new ArrayList<>();
        Entry last = null;
        for (Entry entry : entries) {
            if (last == null) {
                top.add(entry);
                levels.add(entry.level());
            } else {
                if (entry.level() < levels.getLast()) {
                    levels.removeLast();
                    while (!parents.isEmpty()
                            && entry.level() <= parents.getLast().level()) {
                        parents.removeLast();
                        levels.removeLast();
                    }
                    levels.add(entry.level());
                }
                if (entry.level() == levels.getLast()) {
                    (parents.isEmpty() ? top : parents.getLast().below()).add(entry);
                } else {
                    last.below().add(entry);
                    parents.add(last);
                    levels.add(entry.level());
                }
            }
            last = entry;
        }
        return top;
    }

    private static void addList(Element parent, List<Entry> entries) {
        Element list = Element.in(parent, "ul");
        for (Entry entry : entries) {
            Element item = Element.in(list, "li");
            Element.in(item, "a").text(entry.title()).with("href", '#' + entry.id());
            if (!entry.below().isEmpty()) {
                addList(item, entry.below());
            }
        }
    }

    /** Replaces every element that holds nothing but the marker, except in headings and code. */
    private static void replaceMarker(Element parent, Element list) {
        List<Element> children = parent.children();
        for (int i = 0; i < children.size(); i++) {
            Element child = children.get(i);
            if (child.isHeading() || child.is("pre") || child.is("code")) {
                continue;
            }
            if (child.children().isEmpty() && Chars.strip(child.text()).equals(MARKER)) {
                children.set(i, list);
            } else {
                replaceMarker(child, list);
            }
        }
    }
}
