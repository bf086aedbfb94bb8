package io.talel.markdown.html;

import io.talel.markdown.text.Budget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What starts with {@code <!} or {@code <?}: a comment, a document type, a marked section, a processing instruction.
 *
 * @param piece as it is kept
 * @param end position after it in the source
 */
record Declaration(String piece, int end, Kind kind) {

    enum Kind {
        BLOCK,
        SPAN,
        /** Two characters that start nothing. */
        TEXT
    }

    private static final String COMMENT = "<!--";
    private static final Pattern COMMENT_END = Pattern.compile("--\\s*>");
    private static final Pattern INSTRUCTION_END = Pattern.compile("\\?>");
    private static final Pattern DECLARATION_END = Pattern.compile(">");
    private static final Pattern SECTION_NAME = Pattern.compile("[a-zA-Z][-_.a-zA-Z0-9]*");
    private static final Pattern SECTION_KIND =
            Pattern.compile("(?i)(?<data>temp|cdata|ignore|include|rcdata)|if|else|endif");
    private static final Pattern SECTION_END = Pattern.compile("]\\s*]\\s*>");
    private static final Pattern CONDITION_END = Pattern.compile("]\\s*>");

    static boolean isComment(String source, int start) {
        return source.startsWith(COMMENT, start);
    }

    /** Returns null if it does not end in the rest of the source. */
    static @Nullable Declaration read(String source, int start, Budget budget) {
        if (isComment(source, start)) {
            return read(source, start, COMMENT.length(), COMMENT_END, "-->", Kind.BLOCK, budget);
        }
        if (source.startsWith("<?", start)) {
            return read(source, start, 2, INSTRUCTION_END, "?>", Kind.BLOCK, budget);
        }
        if (source.startsWith("<![", start)) {
            return section(source, start, budget);
        }
        boolean documentType = source.regionMatches(true, start, "<!doctype", 0, 9);
        return read(source, start, 2, DECLARATION_END, ">", documentType ? Kind.BLOCK : Kind.SPAN, budget);
    }

    private static @Nullable Declaration section(String source, int start, Budget budget) {
        Matcher name = SECTION_NAME.matcher(source).region(start + 3, source.length());
        Matcher kind = SECTION_KIND.matcher(name.lookingAt() ? name.group() : "");
        if (!kind.matches()) {
            return new Declaration("<!", start + 2, Kind.TEXT);
        }
        Pattern end = kind.group("data") == null ? CONDITION_END : SECTION_END;
        String kept = source.startsWith("<![CDATA[", start) ? "]]>" : "]>";
        return read(source, start, 3, end, kept, Kind.BLOCK, budget);
    }

    private static @Nullable Declaration read(
            String source, int start, int opening, Pattern end, String keptEnd, Kind kind, Budget budget) {
        Matcher found = end.matcher(source);
        if (!found.find(Math.min(source.length(), start + opening))) {
            budget.charge(source.length() - start);
            return null;
        }
        return new Declaration(source.substring(start, found.start()) + keptEnd, found.end(), kind);
    }
}
