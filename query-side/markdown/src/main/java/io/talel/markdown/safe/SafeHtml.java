package io.talel.markdown.safe;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sanitises an HTML text. The result is written anew: only allowed elements and attributes, every value in quotes, every other
 * angle bracket escaped, every element closed inside its parent. So a browser cannot read it in another way than this class.
 */
public final class SafeHtml {

    /** Deepest nesting; browsers give up at 512. */
    private static final int DEEPEST = 256;

    private final String html;
    private final StringBuilder safe;
    private final List<String> open = new ArrayList<>();
    private final Map<String, Integer> openCounts = new HashMap<>();
    private final Set<String> neverClosed = new HashSet<>();

    /** How many of the open elements have no implied end: only those nest for sure. */
    private int depth;

    /** How many elements that do nothing are open in the paragraph. */
    private int unfinished;

    private SafeHtml(String html) {
        this.html = html;
        this.safe = new StringBuilder(html.length() + 16);
    }

    public static String sanitise(String html, Budget budget) {
        budget.charge(html.length());
        SafeHtml result = new SafeHtml(html);
        result.read();
        return result.safe.toString();
    }

    private void read() {
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            text(at, next < 0 ? html.length() : next);
            at = next < 0 ? html.length() : markup(next);
        }
        closeDownTo(0);
    }

    /** Copies a text, which holds no opening angle bracket. */
    private void text(int start, int end) {
        int copied = start;
        for (int at = html.indexOf('>', start, end); at >= 0; at = html.indexOf('>', copied, end)) {
            safe.append(html, copied, at).append("&gt;");
            copied = at + 1;
        }
        safe.append(html, copied, end);
    }

    /** Reads what starts at an opening angle bracket, and returns the position after it. */
    private int markup(int start) {
        char next = start + 1 < html.length() ? html.charAt(start + 1) : ' ';
        char afterNext = start + 2 < html.length() ? html.charAt(start + 2) : ' ';
        if (Chars.isAsciiLetter(next)) {
            HtmlTag tag = HtmlTag.read(html, start + 1);
            return tag.complete() ? startTag(tag) : tag.end();
        }
        if (next == '/' && Chars.isAsciiLetter(afterNext)) {
            HtmlTag tag = HtmlTag.read(html, start + 2);
            if (tag.complete()) {
                endTag(tag.name());
            }
            return tag.end();
        }
        if (next == '!' || next == '?' || (next == '/' && start + 2 < html.length())) {
            return html.startsWith("<!--", start) ? comment(start) : after(">", start + 2);
        }
        safe.append("&lt;");
        return start + 1;
    }

    private int after(String end, int from) {
        int at = html.indexOf(end, from);
        return at < 0 ? html.length() : at + end.length();
    }

    /** A comment stays if it is one under every reading. */
    private int comment(int start) {
        int content = start + 4;
        if (html.startsWith(">", content) || html.startsWith("->", content)) {
            return after(">", content);
        }
        int end = html.indexOf("-->", content);
        if (end < 0) {
            return html.length();
        }
        String comment = html.substring(content, end);
        if (!comment.endsWith("-") && !comment.contains("--") && comment.chars().noneMatch(c -> c == '<' || c == '>')) {
            safe.append("<!--").append(comment).append("-->");
        }
        return end + 3;
    }

    private int startTag(HtmlTag tag) {
        ElementPolicy kind = ElementPolicy.of(tag.name());
        if (kind == ElementPolicy.DROPPED) {
            return afterDropped(tag);
        }
        if (kind == ElementPolicy.UNWRAPPED || !open(tag.name(), kind)) {
            return tag.end();
        }
        safe.append('<').append(tag.name());
        SafeAttributes.append(safe, tag);
        safe.append(kind == ElementPolicy.EMPTY ? " />" : ">");
        return tag.end();
    }

    /** Returns false if the element would nest too deep. */
    private boolean open(String name, ElementPolicy kind) {
        switch (kind) {
            case NESTED -> {
                if (depth == DEEPEST) {
                    return false;
                }
                depth++;
                remember(name);
            }
            case IMPLIED_END -> remember(name);
            case PARAGRAPH -> unfinished = 0;
            case INERT -> {
                return unfinished++ < DEEPEST;
            }
            case EMPTY, UNWRAPPED, DROPPED -> {}
        }
        return true;
    }

    private void remember(String name) {
        open.add(name);
        openCounts.merge(name, 1, Integer::sum);
    }

    /** Without an end tag only the start tag is dropped, and not the rest of the article. */
    private int afterDropped(HtmlTag tag) {
        if (neverClosed.contains(tag.name())) {
            return tag.end();
        }
        for (int at = html.indexOf("</", tag.end()); at >= 0; at = html.indexOf("</", at + 1)) {
            // A whole tag may be as long as the text, and so is read once only.
            if (HtmlTag.hasName(html, at + 2, tag.name())) {
                return HtmlTag.read(html, at + 2).end();
            }
        }
        neverClosed.add(tag.name());
        return tag.end();
    }

    /** The end of a paragraph, or of an element that does nothing, can only close such an element. */
    private void endTag(String name) {
        ElementPolicy kind = ElementPolicy.of(name);
        if (kind == ElementPolicy.PARAGRAPH) {
            unfinished = 0;
        } else if (kind == ElementPolicy.INERT) {
            unfinished = Math.max(0, unfinished - 1);
        } else if (openCounts.getOrDefault(name, 0) == 0) {
            return;
        } else {
            closeDownTo(open.lastIndexOf(name) + 1);
            forgetLast();
        }
        safe.append("</").append(name).append('>');
    }

    private void closeDownTo(int size) {
        while (open.size() > size) {
            String name = open.getLast();
            if (forgetLast() == ElementPolicy.NESTED) {
                safe.append("</").append(name).append('>');
            }
        }
    }

    private ElementPolicy forgetLast() {
        String name = open.removeLast();
        openCounts.merge(name, -1, Integer::sum);
        ElementPolicy kind = ElementPolicy.of(name);
        depth -= kind == ElementPolicy.NESTED ? 1 : 0;
        return kind;
    }
}
