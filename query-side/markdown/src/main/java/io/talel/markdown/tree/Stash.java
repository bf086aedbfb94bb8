package io.talel.markdown.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Finished pieces that wait outside the text while the rest is parsed. A placeholder, which no source can contain
 * (its first character is taken out of every source), stands for each.
 */
public final class Stash {

    public static final char OPEN = '\u0002';
    public static final char CLOSE = '\u0003';

    /** Comes before the number of a piece of HTML. */
    private static final String HTML = OPEN + "h";

    /** Comes before the number of an inline node. */
    private static final String INLINE = OPEN + "i";

    private final List<Html> html = new ArrayList<>();
    private final List<InlineNode> inline = new ArrayList<>();

    /** HTML as the author wrote it, or an element whose content is Markdown. */
    public sealed interface Html {

        record Raw(String source) implements Html {}

        record Parsed(Element element) implements Html {}
    }

    /** A placeholder in a text: the number of its piece and the position after it. */
    public record Placeholder(int number, int end) {

        static final Placeholder NONE = new Placeholder(-1, -1);

        public boolean exists() {
            return number >= 0;
        }
    }

    public String store(Html piece) {
        html.add(piece);
        return HTML + (html.size() - 1) + CLOSE;
    }

    public String storeRaw(String source) {
        return store(new Html.Raw(source));
    }

    public Html html(int number) {
        return html.get(number);
    }

    /** Forgets an element that has found its place in the document. */
    public void clear(int number) {
        html.set(number, new Html.Raw(""));
    }

    public String store(InlineNode node) {
        inline.add(node);
        return INLINE + (inline.size() - 1) + CLOSE;
    }

    public InlineNode inline(int number) {
        return inline.get(number);
    }

    public static int nextHtml(String text, int from) {
        return text.indexOf(HTML, from);
    }

    public static int nextInline(String text, int from) {
        return text.indexOf(INLINE, from);
    }

    public static Placeholder htmlAt(String text, int at) {
        return placeholderAt(HTML, text, at);
    }

    public static Placeholder inlineAt(String text, int at) {
        return placeholderAt(INLINE, text, at);
    }

    private static Placeholder placeholderAt(String prefix, String text, int at) {
        if (!text.startsWith(prefix, at)) {
            return Placeholder.NONE;
        }
        int start = at + prefix.length();
        int end = text.indexOf(CLOSE, start);
        return new Placeholder(Integer.parseInt(text, start, end, 10), end + 1);
    }
}
