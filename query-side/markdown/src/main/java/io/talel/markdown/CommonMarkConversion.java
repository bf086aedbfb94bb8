package io.talel.markdown;

import io.talel.markdown.html.HtmlRestorer;
import io.talel.markdown.safe.SafeHtml;
import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.HtmlSerializer;
import io.talel.markdown.tree.Stash;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The conversion of one document in CommonMark, with the ids of headings and the table of contents of the other dialect. */
final class CommonMarkConversion {

    private static final CommonMark COMMON_MARK = CommonMark.withExtensions();

    private final Budget budget = new Budget();

    RenderedDocument convert(String source) {
        Node document = COMMON_MARK.parse(source, budget);
        Map<Heading, String> ids = new IdentityHashMap<>();
        String contents = contents(document, ids);
        String html = COMMON_MARK.html(document, ids, budget);
        return new RenderedDocument(Chars.strip(SafeHtml.sanitise(html, budget)), SafeHtml.sanitise(contents, budget));
    }

    /** Gives every heading its id, too. */
    private String contents(Node document, Map<Heading, String> ids) {
        List<Heading> headings = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(heading);
            }
        });
        Element root = new Element("div");
        headings.forEach(heading -> Element.in(root, "h" + heading.getLevel()).text(title(heading)));
        List<Element> elements = List.copyOf(root.children());
        Element list = TableOfContents.build(root, new HtmlRestorer(new Stash(), budget), budget);
        for (int i = 0; i < headings.size(); i++) {
            String id = elements.get(i).attribute("id");
            if (id != null) {
                ids.put(headings.get(i), id);
            }
        }
        return HtmlSerializer.of(list, budget);
    }

    private static String title(Heading heading) {
        StringBuilder title = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                title.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                title.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                title.append(' ');
            }

            @Override
            public void visit(HardLineBreak lineBreak) {
                title.append(' ');
            }
        });
        // They mark places in texts of the other dialect.
        return title.toString().replace("\u0002", "").replace("\u0003", "");
    }
}
