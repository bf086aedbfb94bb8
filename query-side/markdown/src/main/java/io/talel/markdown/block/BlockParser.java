package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.LinkReferences;
import io.talel.markdown.tree.Stash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Builds the elements of a text by asking the rules, in their order, who reads the next block. */
public final class BlockParser {

    /** What the innermost construct around the block is; it decides how paragraphs and indentation are read. */
    enum Surroundings {
        DOCUMENT,
        QUOTE,
        TIGHT_LIST,
        LOOSE_LIST,
        DETABBED
    }

    private final Budget budget;
    private final List<BlockRule> rules;
    private Surroundings surroundings = Surroundings.DOCUMENT;

    public BlockParser(Stash stash, LinkReferences references, Budget budget) {
        this.budget = budget;
        TableRule tables = new TableRule(budget);
        rules = List.of(
                new MarkdownInHtmlRule(this, stash),
                new BlankLineRule(budget),
                new ListIndentRule(this),
                new IndentedCodeRule(budget),
                tables,
                new HashHeadingRule(this),
                new UnderlinedHeadingRule(),
                new HorizontalRule(this),
                new ListRule(this, ListRule.Kind.ORDERED),
                new ListRule(this, ListRule.Kind.UNORDERED),
                new QuoteRule(this),
                new ReferenceRule(references, tables, budget),
                new ParagraphRule(this, budget));
    }

    boolean isIn(Surroundings kind) {
        return surroundings == kind;
    }

    void parseText(Element parent, String text, Surroundings inside) {
        parse(parent, split(text), inside);
    }

    public void parseText(Element parent, String text) {
        parse(parent, split(text), surroundings);
    }

    void parseBlock(Element parent, String block, Surroundings inside) {
        Deque<String> blocks = new ArrayDeque<>(4);
        blocks.add(block);
        parse(parent, blocks, inside);
    }

    void parseBlock(Element parent, String block) {
        parseBlock(parent, block, surroundings);
    }

    private void parse(Element parent, Deque<String> blocks, Surroundings inside) {
        Surroundings outside = surroundings;
        surroundings = inside;
        budget.enter();
        while (!blocks.isEmpty()) {
            budget.charge(Budget.STEPS_PER_BLOCK + blocks.getFirst().length());
            takeFirst(parent, blocks);
        }
        budget.leave();
        surroundings = outside;
    }

    private void takeFirst(Element parent, Deque<String> blocks) {
        for (BlockRule rule : rules) {
            if (rule.take(parent, blocks)) {
                return;
            }
        }
    }

    /** Cuts a text at its blank lines; of three line breaks in a row the third starts the next block. */
    private static Deque<String> split(String text) {
        Deque<String> blocks = new ArrayDeque<>();
        int start = 0;
        for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", start)) {
            blocks.add(text.substring(start, end));
            start = end + 2;
        }
        blocks.add(text.substring(start));
        return blocks;
    }
}
