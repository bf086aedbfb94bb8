package io.talel.markdown.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An element of the document under construction. As in an ElementTree, text has no nodes of its own: {@code text} comes before
 * the first child, {@code tail} after the element's end. Literal text is not parsed as inline Markdown.
 */
public final class Element implements InlineNode {

    private final String tag;
    private final boolean block;
    private Map<String, String> attributes = Collections.emptyMap();
    private final List<Element> children = new ArrayList<>();
    private String text = "";
    private String tail = "";
    private boolean literalText;
    private boolean literalTail;

    public Element(String tag) {
        this.tag = tag;
        this.block = BlockElements.ALL.contains(tag);
    }

    /** Creates an element as the last child of another. */
    public static Element in(Element parent, String tag) {
        Element child = new Element(tag);
        parent.children.add(child);
        return child;
    }

    public String tag() {
        return tag;
    }

    public boolean is(String name) {
        return tag.equals(name);
    }

    public boolean isList() {
        return is("ul") || is("ol");
    }

    public boolean isHeading() {
        return tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) >= '1' && tag.charAt(1) <= '6';
    }

    public boolean isBlock() {
        return block;
    }

    /** Tells whether this is indented or fenced code: a {@code pre} that starts with {@code code}. */
    public boolean isCodeBlock() {
        return is("pre") && !children.isEmpty() && children.getFirst().is("code");
    }

    /** The attributes by name, in the order of the names; {@link #with} is the way to add one. */
    public Map<String, String> attributes() {
        return attributes;
    }

    public @Nullable String attribute(String name) {
        return attributes.get(name);
    }

    public Element with(String name, String value) {
        if (attributes.isEmpty()) {
            attributes = new TreeMap<>();
        }
        attributes.put(name, value);
        return this;
    }

    public List<Element> children() {
        return children;
    }

    public @Nullable Element lastChild() {
        return children.isEmpty() ? null : children.getLast();
    }

    public String text() {
        return text;
    }

    public boolean isTextLiteral() {
        return literalText;
    }

    public Element text(String value) {
        text = value;
        literalText = false;
        return this;
    }

    public Element literalText(String value) {
        text = value;
        literalText = true;
        return this;
    }

    public String tail() {
        return tail;
    }

    public boolean isTailLiteral() {
        return literalTail;
    }

    public void tail(String value) {
        tail = value;
        literalTail = false;
    }

    public void literalTail(String value) {
        tail = value;
        literalTail = true;
    }

    /** Adds text, which stays literal only if there was none before. */
    public void appendText(String value, boolean literal) {
        literalText = literal && text.isEmpty();
        text = text.concat(value);
    }

    public void appendTail(String value, boolean literal) {
        literalTail = literal && tail.isEmpty();
        tail = tail.concat(value);
    }

    /** Moves the text into a paragraph that becomes the first child. */
    public void wrapTextInParagraph() {
        if (!text.isEmpty()) {
            Element paragraph = new Element("p");
            paragraph.appendText(text, literalText);
            children.addFirst(paragraph);
            text("");
        }
    }

    /** The text of this element and all below it, without its tail. */
    public String innerText() {
        if (children.isEmpty()) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        appendInnerText(result);
        return result.toString();
    }

    private void appendInnerText(StringBuilder target) {
        target.append(text);
        for (Element child : children) {
            child.appendInnerText(target);
            target.append(child.tail);
        }
    }
}
