package io.talel.markdown.html;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.BlockElements;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.HtmlSerializer;
import io.talel.markdown.tree.Stash;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes blocks of HTML out of a source. A block is kept as it is, from its first tag to the end tag that closes it,
 * unless its first element asks for Markdown inside: then elements are built and only their texts are parsed later.
 */
public final class HtmlBlocks extends HtmlScanner {

    private final Stash stash;
    private final Budget budget;
    private final StringBuilder rest;
    private String lastRest = "";

    /** The block of raw HTML that is being read, and its open elements. */
    private final StringBuilder raw = new StringBuilder();

    private final List<String> rawOpen = new ArrayList<>();
    private boolean inRaw;

    /** Whether a block of HTML ended earlier on this line: more HTML may start without a line of its own. */
    private boolean inTail;

    private final OpenHtmlElements open;

    private HtmlBlocks(String source, Stash stash, Budget budget) {
        super(source, budget);
        this.stash = stash;
        this.budget = budget;
        this.rest = new StringBuilder(source.length());
        this.open = new OpenHtmlElements(budget);
    }

    /** Returns the source with a placeholder for each block of HTML. */
    public static String extract(String source, Stash stash, Budget budget) {
        if (source.indexOf('<') < 0 && source.indexOf('&') < 0) {
            return source;
        }
        HtmlBlocks blocks = new HtmlBlocks(source, stash, budget);
        blocks.scan();
        blocks.finish();
        return blocks.rest.toString();
    }

    private void finish() {
        if (!raw.isEmpty()) {
            keep(stash.storeRaw(raw.toString()));
        }
        if (!open.isEmpty()) {
            closeMarkdown(0);
        }
    }

    private void keep(String text) {
        rest.append(text);
        lastRest = text;
    }

    @Override
    void text(String text) {
        if (inTail && text.indexOf('\n') >= 0) {
            inTail = false;
        }
        if (inRaw) {
            raw.append(text);
        } else if (open.isEmpty()) {
            keep(text);
        } else {
            open.text(text);
        }
    }

    @Override
    void startTag(StartTag tag) {
        boolean mayStartBlock = atLineStart() || inTail;
        if (tag.name().equals("hr") && (mayStartBlock || inRaw)) {
            emptyTag(withoutMarkdown(tag), true);
        } else if (mayStartBlock && BlockElements.ALL.contains(tag.name())) {
            MarkdownAttribute content = open.contentOf(tag);
            if (inRaw || (content == MarkdownAttribute.OFF && open.isEmpty())) {
                startRaw(tag);
            } else {
                startMarkdown(tag, content);
            }
        } else if (inRaw) {
            startRaw(tag);
        } else {
            span(tag.source());
            if (tag.isRawText()) {
                noRawText();
            }
        }
    }

    @Override
    void selfClosingTag(StartTag tag) {
        emptyTag(tag.name().equals("hr") ? withoutMarkdown(tag) : tag.source(), BlockElements.ALL.contains(tag.name()));
    }

    private static String withoutMarkdown(StartTag tag) {
        if (!tag.attributes().containsKey(MarkdownAttribute.ATTRIBUTE)) {
            return tag.source();
        }
        Element element = new Element(tag.name());
        tag.attributes().forEach(element::with);
        element.attributes().remove(MarkdownAttribute.ATTRIBUTE);
        return HtmlSerializer.of(element, new Budget());
    }

    private void startRaw(StartTag tag) {
        if (!inRaw || (inTail && BlockElements.ALL.contains(tag.name()))) {
            inRaw = true;
            keep("\n");
        }
        rawOpen.add(tag.name());
        raw.append(tag.source());
    }

    /** A paragraph ends where a block starts. */
    private void startMarkdown(StartTag tag, MarkdownAttribute content) {
        int paragraph = open.lastIndexOf("p");
        if (paragraph >= 0) {
            closeMarkdown(paragraph);
            inTail |= open.isEmpty() && !isBlankLineAfter(tag.source());
        }
        open.open(tag, content);
    }

    @Override
    void endTag(String name, String piece) {
        int opened = BlockElements.ALL.contains(name) ? open.lastIndexOf(name) : -1;
        if (inRaw) {
            endRaw(name, piece);
        } else if (opened >= 0) {
            closeMarkdown(opened);
            inTail |= open.isEmpty() && !isBlankLineAfter(piece);
        } else {
            span(piece);
        }
    }

    private void endRaw(String name, String piece) {
        raw.append(piece);
        budget.charge(1 + rawOpen.size());
        int opened = rawOpen.lastIndexOf(name);
        if (opened >= 0) {
            rawOpen.subList(opened, rawOpen.size()).clear();
        }
        if (rawOpen.isEmpty()) {
            if (isBlankLineAfter(piece)) {
                raw.append('\n');
            } else {
                inTail = true;
            }
            inRaw = false;
            keep(stash.storeRaw(raw.toString()));
            keep("\n\n");
            raw.setLength(0);
        }
    }

    /** Closes the open elements from that index on. The outermost takes all of them out of the source. */
    private void closeMarkdown(int index) {
        Element closed = open.close(index);
        if (open.isEmpty()) {
            startOwnParagraph();
            keep(stash.store(new Stash.Html.Parsed(closed)));
            keep("\n\n");
        }
    }

    private void startOwnParagraph() {
        if (lastRest.endsWith("\n") && !lastRest.endsWith("\n\n")) {
            keep("\n");
        }
    }

    /** Inside an element without Markdown, tags that start no block must be kept from the inline rules. */
    private void span(String piece) {
        text(open.isOff() ? stash.storeRaw(piece) : piece);
    }

    @Override
    void emptyTag(String piece, boolean block) {
        if (!inRaw && !open.isEmpty()) {
            String placeholder = stash.storeRaw(piece);
            text(block && atLineStart() ? '\n' + placeholder + "\n\n" : placeholder);
        } else if (inRaw || inTail) {
            raw.append(piece);
        } else if (block && atLineStart()) {
            boolean blankLine = isBlankLineAfter(piece);
            inTail = !blankLine;
            startOwnParagraph();
            keep(stash.storeRaw(blankLine ? piece + '\n' : piece));
            keep("\n\n");
        } else {
            keep(piece);
        }
    }

    @Override
    boolean declarationsAllowed() {
        return atLineStart() || inTail || !open.isEmpty();
    }
}
