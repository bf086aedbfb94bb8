package io.talel.markdown;

import io.talel.markdown.attribute.AttributeLists;
import io.talel.markdown.block.BlockParser;
import io.talel.markdown.block.FencedCode;
import io.talel.markdown.block.SourceText;
import io.talel.markdown.html.HtmlBlocks;
import io.talel.markdown.html.HtmlRestorer;
import io.talel.markdown.inline.InlineParser;
import io.talel.markdown.safe.SafeHtml;
import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.HtmlSerializer;
import io.talel.markdown.tree.LinkReferences;
import io.talel.markdown.tree.Stash;

/** The conversion of one document: its budget and what is collected on the way. */
final class PythonMarkdownConversion {

    private final Budget budget = new Budget();
    private final Stash stash = new Stash();
    private final LinkReferences references = new LinkReferences();

    RenderedDocument convert(String source) {
        RenderedDocument unsafe = convertUnsafely(source);
        return new RenderedDocument(
                SafeHtml.sanitise(unsafe.html(), budget), SafeHtml.sanitise(unsafe.tableOfContents(), budget));
    }

    /** Returns what the replaced service would have sent to browsers. */
    RenderedDocument convertUnsafely(String source) {
        budget.charge(source.length());
        String text = SourceText.normalise(source);
        text = FencedCode.extract(text, stash);
        text = HtmlBlocks.extract(text, stash, budget);
        Element root = new Element("div");
        new BlockParser(stash, references, budget).parseText(root, text);
        new InlineParser(stash, references, budget).parse(root);
        HtmlLineBreaks.addLineBreaks(root);
        AttributeLists.apply(root);
        HtmlRestorer stashed = new HtmlRestorer(stash, budget);
        Element contents = TableOfContents.build(root, stashed, budget);
        String tableOfContents = stashed.restore(HtmlSerializer.of(contents, budget));
        LinkAndImageAttributes.apply(root, budget);
        String html = Chars.strip(stashed.restore(Chars.strip(HtmlSerializer.inside(root, budget))));
        return new RenderedDocument(html, tableOfContents);
    }
}
