package io.talel.query.markdown;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Style declarations that change how a piece of an article looks, but neither its place nor much of its size. */
final class SafeStyle {

    private static final Pattern DECLARATION = Pattern.compile(
            "(?:(?:background-)?color: ?(?:[a-z]+|#[0-9a-f]{3,8}|rgba?\\([0-9., %]+\\))"
                    + "|text-align: ?(?:left|right|center|justify|start|end)"
                    + "|vertical-align: ?(?:top|middle|bottom|baseline|sub|super|text-top|text-bottom)"
                    + "|font-weight: ?(?:normal|bold|bolder|lighter|[1-9]00)"
                    + "|font-style: ?(?:normal|italic|oblique)"
                    + "|text-decoration: ?(?:none|underline|line-through|overline)"
                    + "|white-space: ?(?:normal|nowrap|pre|pre-wrap|pre-line)"
                    + "|list-style-type: ?[a-z-]+"
                    + "|float: ?(?:left|right|none)"
                    + "|clear: ?(?:left|right|both|none)"
                    + "|(?:max-)?(?:width|height): ?(?:auto|(?:100|[0-9]{1,2})%|[0-9]{1,3}(?:px|em|rem)?))",
            Pattern.CASE_INSENSITIVE);

    /** Longest style that is looked at, in characters. */
    private static final int LONGEST = 500;

    private SafeStyle() {}

    /** Returns the style as it is if all of it is allowed, the allowed declarations otherwise, or null if there are none. */
    static @Nullable String of(String style) {
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
