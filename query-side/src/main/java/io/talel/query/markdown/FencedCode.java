package io.talel.query.markdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes code between fences of three or more backticks or tildes out of the source. */
final class FencedCode {

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
    static String extract(String source, Stash stash) {
        return source.contains("```") || source.contains("~~~") ? new FencedCode(stash, source).extract() : source;
    }

    private String extract() {
        for (int i = 0; i < lines.size(); i++) {
            String fence = Chars.stripTrailing(lines.get(i), ' ');
            if (!fence.isEmpty() && fenceLength(fence) == fence.length()) {
                fences.computeIfAbsent(fence, _ -> new ArrayList<>()).add(i);
            }
        }
        StringBuilder result = new StringBuilder(source.length());
        for (int i = 0; i < lines.size(); i++) {
            int close = closingLine(i);
            FenceInfo info = close < 0 ? null : FenceInfo.parse(lines.get(i).substring(fenceLength(lines.get(i))));
            if (info == null) {
                result.append(lines.get(i)).append('\n');
            } else {
                String code = String.join("\n", lines.subList(i + 1, close));
                result.append('\n').append(stash.storeRaw(info.html(i + 1 == close ? "" : code + '\n')));
                result.append("\n\n");
                i = close;
            }
        }
        result.setLength(result.length() - 1);
        return result.toString();
    }

    /** Returns the first line after {@code opening} that is the same fence, or -1. */
    private int closingLine(int opening) {
        String line = lines.get(opening);
        List<Integer> candidates = fences.get(line.substring(0, fenceLength(line)));
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
