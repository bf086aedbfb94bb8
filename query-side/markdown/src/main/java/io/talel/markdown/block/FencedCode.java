package io.talel.markdown.block;

import io.talel.markdown.text.Chars;
import io.talel.markdown.text.HtmlText;
import io.talel.markdown.tree.Stash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes code between fences of three or more backticks or tildes out of the source. */
public final class FencedCode {

    private final Stash stash;
    private final String source;
    private final List<String> lines;
    private final Map<String, List<Integer>> fences = new HashMap<>();

    private FencedCode(Stash stash, String source) {
        this.stash = stash;
        this.source = source;
        this.lines = List.of(source.split("\n", -1));
    }

    /** Returns the source with a placeholder on a line of its own for each block of code. */
    public static String extract(String source, Stash stash) {
        return source.contains("```") || source.contains("~~~") ? new FencedCode(stash, source).extract() : source;
    }

    private String extract() {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int length = fenceLength(line);
            if (length > 0 && Chars.skip(line, length, ' ') == line.length()) {
                fences.computeIfAbsent(line.substring(0, length), _ -> new ArrayList<>())
                        .add(i);
            }
        }
        StringBuilder result = new StringBuilder(source.length());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int length = fenceLength(line);
            int close = length == 0 ? -1 : closingLine(line.substring(0, length), i);
            FenceInfo info = close < 0 ? null : FenceInfo.parse(line.substring(length));
            if (info == null) {
                result.append(line).append('\n');
            } else {
                String code = String.join("\n", lines.subList(i + 1, close));
                result.append('\n').append(stash.storeRaw(html(info, i + 1 == close ? "" : code + '\n')));
                result.append("\n\n");
                i = close;
            }
        }
        result.setLength(result.length() - 1);
        return result.toString();
    }

    private static String html(FenceInfo info, String code) {
        StringBuilder html = new StringBuilder(code.length() + 64).append("<pre");
        if (!info.id().isEmpty()) {
            HtmlText.appendAttribute(html, "id", info.id());
        }
        if (!info.classes().isEmpty()) {
            HtmlText.appendAttribute(html, "class", String.join(" ", info.classes()));
        }
        html.append("><code");
        if (!info.language().isEmpty()) {
            HtmlText.appendAttribute(html, "class", "language-" + info.language());
        }
        info.options().forEach((name, value) -> HtmlText.appendAttribute(html, name, value));
        return html.append('>')
                .append(HtmlText.escapeCode(code))
                .append("</code></pre>")
                .toString();
    }

    /** Returns the first line after {@code opening} that is this fence, or -1. */
    private int closingLine(String fence, int opening) {
        List<Integer> candidates = fences.get(fence);
        if (candidates == null || candidates.getLast() <= opening) {
            return -1;
        }
        int found = Collections.binarySearch(candidates, opening + 1);
        return candidates.get(found < 0 ? -found - 1 : found);
    }

    /** Returns how many fence characters the line starts with: 0 or at least three. */
    private static int fenceLength(String line) {
        if (line.isEmpty() || (line.charAt(0) != '`' && line.charAt(0) != '~')) {
            return 0;
        }
        int length = Chars.skip(line, 0, line.charAt(0));
        return length < 3 ? 0 : length;
    }
}
