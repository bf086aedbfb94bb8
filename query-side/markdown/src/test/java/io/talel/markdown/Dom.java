package io.talel.markdown;

import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The DOM that a browser makes of a piece of HTML, as text that can be compared: a line for each node, attributes sorted,
 * character references decoded, white space next to block tags left out; within {@code pre} every character counts.
 */
public final class Dom {

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "col",
            "colgroup",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul");

    private final StringBuilder lines = new StringBuilder();

    private Dom() {}

    public static String of(String html) {
        Dom dom = new Dom();
        Element body = Jsoup.parseBodyFragment(html).body();
        body.childNodes().forEach(node -> dom.add(node, 0));
        return dom.lines.toString();
    }

    private void add(Node node, int depth) {
        switch (node) {
            case TextNode text -> addText(text, depth);
            case Element element -> {
                TreeMap<String, String> attributes = new TreeMap<>();
                for (Attribute attribute : element.attributes()) {
                    attributes.put(attribute.getKey(), attribute.getValue());
                }
                line(depth, "<" + element.normalName() + "> " + attributes);
                element.childNodes().forEach(child -> add(child, depth + 1));
            }
            case Comment comment -> line(depth, "<!--" + comment.getData() + "-->");
            default -> line(depth, node.outerHtml());
        }
    }

    private void addText(TextNode node, int depth) {
        String text = node.getWholeText();
        Element parent = (Element) node.parentNode();
        if (parent.closest("pre") == null) {
            text = text.replaceAll("\\s+", " ");
            text = isBlock(node.previousSibling(), parent) ? text.stripLeading() : text;
            text = isBlock(node.nextSibling(), parent) ? text.stripTrailing() : text;
        }
        if (!text.isEmpty()) {
            line(depth, '"' + text + '"');
        }
    }

    private static boolean isBlock(Node sibling, Element parent) {
        return sibling == null ? BLOCKS.contains(parent.normalName()) : BLOCKS.contains(sibling.normalName());
    }

    private void line(int depth, String text) {
        lines.append("  ".repeat(depth)).append(text).append('\n');
    }
}
