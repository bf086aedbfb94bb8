package io.talel.markdown.safe;

import io.talel.markdown.text.Chars;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Style declarations that change how a piece of an article looks, but neither its place nor much of its size. */
final class SafeStyle {

    private static final String COLOUR = "(?:[a-z]+|#[0-9a-f]{3,8}|(?:rgb|hsl)a?\\([0-9., %]{1,40}\\))";
    private static final String SIZE = "(?:auto|0|(?:100|[0-9]{1,2}(?:\\.[0-9]{1,3})?)%|[0-9]{1,3}(?:px|pt)"
            + "|[0-9]{0,2}(?:\\.[0-9]{1,3})?r?em)";
    private static final String LINE = "(?:none|solid|dashed|dotted|double)";

    private static final Pattern DECLARATION = Pattern.compile(
            "(?:(?:background(?:-color)?|color|border-color): ?" + COLOUR
                    + "|(?:margin|padding)(?:-(?:left|right|top|bottom))?: ?" + SIZE + "(?: " + SIZE + "){0,3}"
                    + "|(?:max-|min-)?(?:width|height): ?" + SIZE
                    + "|border(?:-(?:left|right|top|bottom))?: ?(?:0|none|[0-9]{1,2}px " + LINE + "(?: " + COLOUR
                    + ")?)"
                    + "|border-radius: ?" + SIZE
                    + "|border-collapse: ?(?:collapse|separate)"
                    + "|font-size: ?(?:x{0,2}-?(?:small|large)|medium|smaller|larger|[0-9]{1,2}px|[0-9]{1,2}pt|[1-3]?[0-9]{2}%"
                    + "|[0-3]?(?:\\.[0-9]{1,3})?r?em)"
                    + "|line-height: ?(?:normal|[0-3]?(?:\\.[0-9]{1,3})?(?:r?em)?)"
                    + "|text-align: ?(?:left|right|center|justify|start|end)"
                    + "|vertical-align: ?(?:top|middle|bottom|baseline|sub|super|text-top|text-bottom)"
                    + "|font-weight: ?(?:normal|bold|bolder|lighter|[1-9]00)"
                    + "|font-style: ?(?:normal|italic|oblique)"
                    + "|font-variant: ?(?:normal|small-caps)"
                    + "|font-family: ?[a-z, -]{1,80}"
                    + "|text-decoration: ?(?:none|underline|line-through|overline)"
                    + "|text-transform: ?(?:none|capitalize|uppercase|lowercase)"
                    + "|white-space: ?(?:normal|nowrap|pre|pre-wrap|pre-line)"
                    + "|display: ?(?:block|inline|inline-block|none|table)"
                    + "|list-style(?:-type)?: ?[a-z-]{1,40}"
                    + "|float: ?(?:left|right|none)"
                    + "|clear: ?(?:left|right|both|none))",
            Pattern.CASE_INSENSITIVE);

    /** The styles of table cells, which the renderer writes itself. */
    private static final Set<String> ALIGNMENTS =
            Set.of("text-align: left;", "text-align: center;", "text-align: right;");

    /** Longest style that is checked, in characters. */
    private static final int LONGEST = 500;

    private SafeStyle() {}

    /** Returns the style as it is if all of it is allowed, the allowed declarations otherwise, or null if there are none. */
    static @Nullable String of(String style) {
        if (ALIGNMENTS.contains(style)) {
            return style;
        }
        if (style.length() > LONGEST) {
            return null;
        }
        StringBuilder allowed = new StringBuilder();
        boolean all = true;
        for (String part : style.split(";", -1)) {
            String declaration = Chars.strip(part);
            if (DECLARATION.matcher(declaration).matches()) {
                allowed.append(allowed.isEmpty() ? "" : " ").append(declaration).append(';');
            } else {
                all &= declaration.isEmpty();
            }
        }
        if (allowed.isEmpty()) {
            return null;
        }
        return all ? style : allowed.toString();
    }
}
