package io.talel.query.markdown;

import io.talel.kernel.article.RenderedMarkdown;

/** The conversion of one document: its budget and what is collected on the way. */
final class Conversion {

    private final Budget budget = new Budget();
    private final Stash stash = new Stash();
    private final LinkReferences references = new LinkReferences();

    Budget budget() {
        return budget;
    }

    Stash stash() {
        return stash;
    }

    LinkReferences references() {
        return references;
    }

    RenderedMarkdown convert(String source) {
        RenderedMarkdown unsafe = convertUnsafely(source);
        return new RenderedMarkdown(
                SafeHtml.sanitise(unsafe.html(), budget), SafeHtml.sanitise(unsafe.tableOfContents(), budget));
    }

    /** Returns what the replaced service would have sent to browsers. */
    RenderedMarkdown convertUnsafely(String source) {
        budget.charge(source.length());
        String text = SourceText.normalise(source);
        text = FencedCode.extract(text, stash);
        text = HtmlBlocks.extract(text, stash, budget);
        Element root = new Element("div");
        new BlockParser(this).parseText(root, text);
        new InlineParser(this).parse(root);
        Layout.addLineBreaks(root);
        AttributeLists.apply(root);
        StashedHtml stashed = new StashedHtml(stash, budget);
        Element contents = TableOfContents.build(root, stashed, budget);
        String tableOfContents = stashed.restore(Markup.of(contents, budget));
        LinkDefaults.apply(root, budget);
        String html = Chars.strip(stashed.restore(Chars.strip(Markup.inside(root, budget))));
        return new RenderedMarkdown(html, tableOfContents);
    }
}
