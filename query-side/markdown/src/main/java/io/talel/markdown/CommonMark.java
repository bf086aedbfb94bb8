package io.talel.markdown;

import io.talel.markdown.text.Budget;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** CommonMark with extensions, not sanitised: what commonmark-java makes of a source, within the budget. */
final class CommonMark {

    /** Deepest nesting of blocks, and of inlines; deeper marks are text. */
    private static final int DEEPEST = 100;

    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            StrikethroughExtension.create(),
            TaskListItemsExtension.create(),
            AutolinkExtension.create(),
            new Footnotes());

    /** The budget of the document that is parsed on this thread: a parser has no state. */
    private static final ScopedValue<Budget> BUDGET = ScopedValue.newInstance();

    private final Parser parser;
    private final List<Extension> extensions;

    private CommonMark(List<Extension> extensions) {
        this.extensions = extensions;
        this.parser = Parser.builder()
                .extensions(extensions)
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST)
                .inlineParserFactory(context -> new ChargedInlines(new InlineParserImpl(context), BUDGET::get))
                .build();
    }

    static CommonMark withExtensions() {
        return new CommonMark(EXTENSIONS);
    }

    /** As the specification says, without links that open elsewhere. */
    static CommonMark plain() {
        return new CommonMark(List.of());
    }

    Node parse(String source, Budget budget) {
        budget.charge(Budget.STEPS_PER_BLOCK + 20L * source.length());
        TableCost.charge(source, budget);
        return ScopedValue.where(BUDGET, budget).call(() -> parser.parse(source));
    }

    /** @param ids of headings */
    String html(Node document, Map<Heading, String> ids, Budget budget) {
        BoundedText html = new BoundedText(budget);
        HtmlRenderer.builder()
                .percentEncodeUrls(true)
                .nodeRendererFactory(TaskListItems::new)
                .extensions(extensions)
                .attributeProviderFactory(_ -> (node, _, attributes) -> setDefaults(node, ids, attributes))
                .build()
                .render(document, html);
        return html.toString();
    }

    private void setDefaults(Node node, Map<Heading, String> ids, Map<String, String> attributes) {
        if (extensions.isEmpty()) {
            return;
        }
        switch (node) {
            case Heading heading when ids.containsKey(heading) -> attributes.put("id", ids.get(heading));
            case Link link when !link.getDestination().startsWith("#") -> attributes.put("target", "_blank");
            case Image _ -> attributes.put("loading", "lazy");
            default -> {}
        }
    }
}
