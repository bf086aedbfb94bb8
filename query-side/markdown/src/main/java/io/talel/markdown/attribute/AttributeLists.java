package io.talel.markdown.attribute;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.List;

/** Gives elements the attributes that are listed in braces in their text, or after them. */
public final class AttributeLists {

    private static final String CLASS = "class";

    private AttributeLists() {}

    public static void apply(Element element) {
        if (element.isBlock()) {
            applyToBlock(element);
        } else {
            applyToSpan(element);
        }
        element.children().forEach(AttributeLists::apply);
    }

    /** The list stands at the end of the last text that is the element's own: in an item, before its first list. */
    private static void applyToBlock(Element element) {
        int last = lastOwnChild(element);
        Element child = last < 0 ? element : element.children().get(last);
        boolean inTail = last >= 0 && !child.tail().isEmpty();
        String text = inTail ? child.tail() : element.text();
        AttributeMark mark = endsWithName(element) ? AttributeMark.atLineEnd(text) : AttributeMark.onLastLine(text);
        if (mark == null) {
            return;
        }
        AttributeList list = AttributeList.parse(mark.list());
        if (!list.remainder().isEmpty()) {
            return;
        }
        assign(element, list);
        String rest = text.substring(0, mark.start());
        if (element.isHeading()) {
            rest = Chars.stripTrailing(Chars.stripTrailing(rest, '#'));
        }
        if (inTail) {
            child.tail(rest);
        } else {
            element.text(rest);
        }
    }

    private static int lastOwnChild(Element element) {
        List<Element> children = element.children();
        if (element.is("li")) {
            for (int i = 0; i < children.size(); i++) {
                if (children.get(i).isList()) {
                    return i - 1;
                }
            }
        }
        return children.size() - 1;
    }

    /** Tells whether the list of such an element stands on the same line as its text. */
    private static boolean endsWithName(Element element) {
        return element.isHeading() || element.is("dt") || element.is("td") || element.is("th");
    }

    /** What is no attribute goes to the end of the text: a defect that is kept. */
    private static void applyToSpan(Element element) {
        AttributeMark mark = AttributeMark.atStart(element.tail());
        if (mark != null) {
            AttributeList list = AttributeList.parse(mark.list());
            assign(element, list);
            element.tail(element.tail().substring(mark.end()) + list.remainder());
        }
    }

    /** Classes add up; a value of {@code class} replaces those before it. */
    private static void assign(Element element, AttributeList list) {
        StringBuilder classes = new StringBuilder(element.attributes().getOrDefault(CLASS, ""));
        for (AttributeList.Attribute attribute : list.attributes()) {
            String name = attribute.isClass() ? CLASS : attribute.xmlName();
            if (name.equals(CLASS)) {
                add(attribute, classes);
            }
            element.with(name, attribute.value());
        }
        if (element.attributes().containsKey(CLASS)) {
            element.with(CLASS, classes.toString());
        }
    }

    private static void add(AttributeList.Attribute attribute, StringBuilder classes) {
        if (!attribute.isClass()) {
            classes.setLength(0);
        } else if (!classes.isEmpty()) {
            classes.append(' ');
        }
        classes.append(attribute.value());
    }
}
