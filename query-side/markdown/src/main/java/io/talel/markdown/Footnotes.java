package io.talel.markdown;

import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.footnotes.internal.FootnoteBlockParser;
import org.commonmark.ext.footnotes.internal.FootnoteHtmlNodeRenderer;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/** Footnotes of commonmark-java, whose own extension reads references as an older core does. */
final class Footnotes implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

    /** Characters, as of the label of a link (CommonMark 0.31.2). */
    private static final int LONGEST_LABEL = 999;

    @Override
    public void extend(Parser.Builder parser) {
        parser.customBlockParserFactory(new FootnoteBlockParser.Factory()).linkProcessor(Footnotes::reference);
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(FootnoteHtmlNodeRenderer::new);
    }

    /** Reads {@code [^label]} if there is a footnote of that label. */
    private static LinkResult reference(LinkInfo link, Scanner scanner, InlineParserContext context) {
        if (link.destination() != null || isReference(link.label(), context) || !mayBeLabel(link.openingBracket())) {
            return LinkResult.none();
        }
        String text = link.text(scanner);
        if (!text.startsWith("^") || context.getDefinition(FootnoteDefinition.class, text.substring(1)) == null) {
            return LinkResult.none();
        }
        return LinkResult.replaceWith(new FootnoteReference(text.substring(1)), link.afterTextBracket());
    }

    /**
     * Looks at the text after a bracket: a label begins with {@code ^}, is short, and has no brackets in it. The parser asks for
     * each bracket, so the text of all of them together could be far longer than the source.
     */
    private static boolean mayBeLabel(Node bracket) {
        int length = 0;
        for (Node node = bracket.getNext(); node != null; node = node.getNext()) {
            if (!(node instanceof Text text)
                    || (length == 0 && !text.getLiteral().startsWith("^"))
                    || text.getLiteral().contains("[")) {
                return false;
            }
            length += text.getLiteral().length();
            if (length > LONGEST_LABEL) {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isReference(@Nullable String label, InlineParserContext context) {
        return label != null && context.getDefinition(LinkReferenceDefinition.class, label) != null;
    }
}
