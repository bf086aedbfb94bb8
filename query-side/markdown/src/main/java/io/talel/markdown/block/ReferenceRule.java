package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import io.talel.markdown.tree.LinkReferences;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Definitions of link targets: {@code [label]: url "title"}, on any line of a block. */
final class ReferenceRule implements BlockRule {

    private final LinkReferences references;
    private final Budget budget;
    private final TableRule tables;

    ReferenceRule(LinkReferences references, TableRule tables, Budget budget) {
        this.references = references;
        this.tables = tables;
        this.budget = budget;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        Definition first = next(block, 0);
        if (first == null) {
            return false;
        }
        blocks.removeFirst();
        String after = block.substring(define(block, first));
        if (!Chars.isBlank(after)) {
            blocks.addFirst(after);
        }
        String before = block.substring(0, first.start());
        if (!Chars.isBlank(before)) {
            blocks.addFirst(Chars.stripTrailing(before, '\n'));
        }
        return true;
    }

    /** Defines this target and those on the lines right after it, and returns the start of the next other line. */
    private int define(String block, Definition first) {
        Definition definition = first;
        int rest = 0;
        while (definition != null) {
            references.define(definition.label(), definition.target());
            rest = Chars.skip(block, definition.end(), '\n');
            definition = startsOtherBlock(block, rest) ? null : DefinitionReader.read(block, rest, budget);
        }
        return rest;
    }

    /** The rules before this one have seen the whole block, but two look at its first lines only. */
    private boolean startsOtherBlock(String block, int start) {
        return UnderlinedHeadingRule.isUnderline(block, Chars.lineEnd(block, start) + 1)
                || tables.startsTable(block, start);
    }

    private @Nullable Definition next(String block, int from) {
        for (int start = from; start < block.length(); start = Chars.lineEnd(block, start) + 1) {
            Definition definition = DefinitionReader.read(block, start, budget);
            if (definition != null) {
                return definition;
            }
        }
        return null;
    }

    /** A definition and where it stands in the block. */
    record Definition(int start, int end, String label, LinkReferences.Target target) {}

    /** Reads one definition. */
    private static final class DefinitionReader {

        private final String block;
        private final int start;

        private DefinitionReader(String block, int start) {
            this.block = block;
            this.start = start;
        }

        static @Nullable Definition read(String block, int start, Budget budget) {
            int open = Chars.skip(block, start, ' ');
            if (open - start >= SourceText.TAB || !Chars.charAt(block, open, '[')) {
                return null;
            }
            int close = open + 1;
            while (close < block.length() && block.charAt(close) != '[' && block.charAt(close) != ']') {
                close++;
            }
            budget.charge(close - start);
            if (!Chars.charAt(block, close, ']') || !Chars.charAt(block, close + 1, ':')) {
                return null;
            }
            String label = Chars.strip(block.substring(open + 1, close)).toLowerCase(Locale.ROOT);
            return new DefinitionReader(block, start).target(label, close + 2, budget);
        }

        private @Nullable Definition target(String label, int from, Budget budget) {
            int url = Chars.skip(block, from, ' ');
            if (Chars.charAt(block, url, '\n')) {
                url = Chars.skip(block, url + 1, ' ');
            }
            int urlEnd = url;
            while (urlEnd < block.length() && !Chars.isSpace(block.charAt(urlEnd))) {
                urlEnd++;
            }
            if (urlEnd == url) {
                return null;
            }
            int next = Chars.skip(block, urlEnd, ' ');
            if (Chars.charAt(block, next, '\n')) {
                int titleStart = Chars.skip(block, next + 1, ' ');
                int titleEnd = titleEnd(titleStart);
                return titleEnd < 0
                        ? definition(label, url, urlEnd, "", next)
                        : definition(label, url, urlEnd, title(titleStart, titleEnd), titleEnd);
            }
            int end = next == block.length() ? next : titleEnd(next);
            if (end >= 0) {
                return definition(label, url, urlEnd, next == end ? "" : title(next, end), end);
            }
            budget.charge(Chars.lineEnd(block, url) - url);
            return gluedTitle(label, url, urlEnd);
        }

        /** A title may follow the URL without a blank, if nothing else makes sense of the line. */
        private @Nullable Definition gluedTitle(String label, int url, int urlEnd) {
            int end = Chars.lineEnd(block, urlEnd);
            int last = end;
            while (last > urlEnd && block.charAt(last - 1) == ' ') {
                last--;
            }
            char quote = block.charAt(last - 1);
            String before = block.substring(url, Math.max(url, Math.min(urlEnd, last - 1)));
            int open = url + before.lastIndexOf(quote == ')' ? '(' : quote);
            boolean title = open > url && (quote == ')' || quote == '"' || quote == '\'');
            return title ? definition(label, url, open, title(open, end), end) : null;
        }

        /** Returns the end of the line if the rest of it, from here on, is a title; else -1. */
        private int titleEnd(int open) {
            int end = Chars.lineEnd(block, open);
            int last = end;
            while (last > open && block.charAt(last - 1) == ' ') {
                last--;
            }
            if (last - open < 2) {
                return -1;
            }
            char quote = block.charAt(open);
            char expected = quote == '(' ? ')' : quote;
            return (quote == '(' || quote == '"' || quote == '\'') && block.charAt(last - 1) == expected ? end : -1;
        }

        private String title(int open, int end) {
            String title = Chars.stripTrailing(block.substring(open + 1, end), ' ');
            return title.substring(0, title.length() - 1);
        }

        private Definition definition(String label, int url, int urlEnd, String title, int end) {
            String target = block.substring(Chars.skip(block, url, '<'), urlEnd);
            return new Definition(
                    start, end, label, new LinkReferences.Target(Chars.stripTrailing(target, '>'), title));
        }
    }
}
