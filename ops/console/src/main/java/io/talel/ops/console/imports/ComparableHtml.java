package io.talel.ops.console.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The document that a browser makes of HTML, a line for each node: attributes sorted, character references decoded,
 * white space next to blocks left out; within {@code pre} every character counts.
 */
final class ComparableHtml {

    private final List<String> lines = new ArrayList<>();

    private ComparableHtml() {}

    static List<String> lines(String html) {
        ComparableHtml document = new ComparableHtml();
        document.addAll(Jsoup.parseBodyFragment(html).body(), "");
        return document.lines;
    }

    private void addAll(Element parent, String indent) {
        for (Node node : parent.childNodes()) {
            switch (node) {
                case TextNode text -> addText(text, parent, indent);
                case Element element -> {
                    lines.add(indent + "<" + element.normalName() + "> " + attributes(element));
                    addAll(element, indent + " ");
                }
                default -> lines.add(indent + node.outerHtml());
            }
        }
    }

    private static TreeMap<String, String> attributes(Element element) {
        TreeMap<String, String> attributes = new TreeMap<>();
        for (Attribute attribute : element.attributes()) {
            attributes.put(attribute.getKey(), attribute.getValue());
        }
        return attributes;
    }

    private void addText(TextNode node, Element parent, String indent) {
        String text = node.getWholeText();
        if (parent.closest("pre") == null) {
            text = text.replaceAll("\\s+", " ");
            text = isBlock(node.previousSibling(), parent) ? text.stripLeading() : text;
            text = isBlock(node.nextSibling(), parent) ? text.stripTrailing() : text;
        }
        if (!text.isEmpty()) {
            lines.add(indent + "\"" + text + "\"");
        }
    }

    private static boolean isBlock(@Nullable Node sibling, Element parent) {
        Node next = sibling == null ? parent : sibling;
        return next instanceof Element element
                && (element.isBlock() || element.normalName().equals("br"));
    }
}
