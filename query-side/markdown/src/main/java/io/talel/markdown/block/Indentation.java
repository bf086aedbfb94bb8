package io.talel.markdown.block;

import io.talel.markdown.text.Chars;

/** Lines that are indented by tabs' worth of spaces. */
final class Indentation {

    private Indentation() {}

    /** Takes the indentation off the lines that have it and leaves the others. */
    static String removeWhereFound(String block, int levels) {
        String indent = SourceText.INDENT.repeat(levels);
        StringBuilder result = new StringBuilder(block.length());
        for (int start = 0; start <= block.length(); ) {
            int end = Chars.lineEnd(block, start);
            result.append(block, block.startsWith(indent, start) ? start + indent.length() : start, end);
            result.append(end < block.length() ? "\n" : "");
            start = end + 1;
        }
        return result.toString();
    }

    /** Returns the end of the lines at the start of the block that are indented or blank, with their last line break. */
    static int indentedEnd(String block) {
        int start = 0;
        while (start < block.length()) {
            int end = Chars.lineEnd(block, start);
            if (!block.startsWith(SourceText.INDENT, start) && Chars.skipSpace(block, start) < end) {
                return start;
            }
            start = end + 1;
        }
        return block.length();
    }
}
