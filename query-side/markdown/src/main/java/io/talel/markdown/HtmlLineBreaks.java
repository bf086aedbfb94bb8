package io.talel.markdown;

import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;

/** Line breaks between blocks, which make the HTML readable. */
final class HtmlLineBreaks {

    private HtmlLineBreaks() {}

    static void addLineBreaks(Element root) {
        addAroundBlocks(root);
        finish(root);
    }

    private static void addAroundBlocks(Element element) {
        if (element.isBlock() && !element.is("pre")) {
            boolean blockFirst = !element.children().isEmpty()
                    && element.children().getFirst().isBlock();
            if (blockFirst && Chars.isBlank(element.text())) {
                element.text("\n");
            }
            for (Element child : element.children()) {
                if (child.isBlock()) {
                    addAroundBlocks(child);
                }
            }
        }
        if (Chars.isBlank(element.tail())) {
            element.tail("\n");
        }
    }

    private static void finish(Element element) {
        if (element.is("br")) {
            element.tail(Chars.isBlank(element.tail()) ? "\n" : '\n' + element.tail());
        } else if (element.isCodeBlock()) {
            Element code = element.children().getFirst();
            if (code.children().isEmpty()) {
                code.literalText(Chars.stripTrailing(code.text()) + '\n');
            }
        }
        element.children().forEach(HtmlLineBreaks::finish);
    }
}
