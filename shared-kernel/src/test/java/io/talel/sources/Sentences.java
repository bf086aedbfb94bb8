package io.talel.sources;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paragraphs of comments and of Markdown, each as one line. */
final class Sentences {

    /** Literals are here so that their content is no comment. Lines of comments that follow each other are one. */
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "\"\"\".*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'"
                    + "|(?<comment>/\\*.*?\\*/|//[^\n]*(?:\n *//[^\n]*)*)",
            Pattern.DOTALL);

    private static final Pattern FRAME = Pattern.compile("(?m)^ *(?:/\\*+|\\*/|\\*|//) ?|\\*/$");

    private static final Pattern TAG = Pattern.compile("@(?:return|(?:param|throws) \\S+) |<p>|<li>");

    /** Beginnings of headings, list items and cells of tables. */
    private static final Pattern PART = Pattern.compile("(?m)^ *(?:- |#+ |\\d+\\. |\\| )| \\| ");

    private Sentences() {}

    static List<String> ofComments(String java) {
        return LITERAL_OR_COMMENT
                .matcher(java)
                .results()
                .map(found -> found.group("comment"))
                .filter(comment -> comment != null)
                .map(comment -> FRAME.matcher(comment).replaceAll(""))
                .map(comment -> TAG.matcher(comment).replaceAll("\n\n"))
                .flatMap(Sentences::of)
                .toList();
    }

    static List<String> ofMarkdown(String text) {
        return of(PART.matcher(text).replaceAll("\n\n")).toList();
    }

    private static Stream<String> of(String text) {
        return Pattern.compile("\\n\\s*\\n")
                .splitAsStream(text)
                .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "));
    }
}
