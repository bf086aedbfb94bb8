package io.talel.markdown.tree;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.HtmlText;
import io.talel.markdown.text.NameSet;
import java.util.Set;

/** Turns elements into HTML. */
public final class HtmlSerializer {

    private static final Set<String> EMPTY = NameSet.of("""
            area base basefont br col embed frame hr img input isindex link meta param source track wbr
            """);

    private final Budget budget;
    private final StringBuilder html = new StringBuilder();

    private HtmlSerializer(Budget budget) {
        this.budget = budget;
    }

    /** Returns the element with everything in it and its tail. */
    public static String of(Element element, Budget budget) {
        HtmlSerializer serializer = new HtmlSerializer(budget);
        serializer.append(element);
        return serializer.html.toString();
    }

    /** Returns what the element holds, without its own tags and tail. */
    public static String inside(Element element, Budget budget) {
        HtmlSerializer serializer = new HtmlSerializer(budget);
        serializer.appendContent(element);
        return serializer.html.toString();
    }

    private void append(Element element) {
        int start = html.length();
        html.append('<').append(element.tag());
        element.attributes().forEach((name, value) -> HtmlText.appendAttribute(html, name, value));
        if (EMPTY.contains(element.tag())) {
            html.append(" />");
        } else {
            html.append('>');
            appendContent(element);
            html.append("</").append(element.tag()).append('>');
        }
        HtmlText.appendText(html, element.tail());
        budget.charge(html.length() - start);
    }

    private void appendContent(Element element) {
        if (element.is("script") || element.is("style")) {
            html.append(element.text());
        } else {
            HtmlText.appendText(html, element.text());
        }
        for (Element child : element.children()) {
            append(child);
        }
    }
}
