package io.talel.gateway.article.bulk.archive;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * XML on its way to a parser that holds every tag, comment and text as a whole in memory. A CDATA section is cut at the longest
 * text, whatever else is longer is refused. A document type is refused, so there are no entities.
 */
public final class BoundedXml extends FilterReader {

    /** Longest text, in characters; several times the longest article. */
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    /** Longest tag or comment, in characters. */
    private static final int MAX_TAG = 64 * 1024;

    private static final String COMMENT = "!--";
    private static final String CDATA = "![CDATA[";
    private static final String CDATA_END = "]]>";

    /** End of the current part of the document. */
    private String end = "<";

    /** The last characters, enough to recognise the beginning or end of a part. */
    private final StringBuilder last = new StringBuilder();

    private int length;

    /** Characters of a section since it was cut. The first of them make room for its end. */
    private int dropped;

    private char quote;

    public BoundedXml(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int n = super.read(buffer, offset, count);
        int kept = kept(buffer, offset, n);
        while (n > 0 && kept == 0) {
            n = super.read(buffer, offset, count);
            kept = kept(buffer, offset, n);
        }
        return n > 0 ? kept : n;
    }

    /** Moves what is kept of the characters together. */
    private int kept(char[] buffer, int offset, int n) {
        int kept = 0;
        for (int i = offset; i < offset + n; i++) {
            char c = buffer[i];
            boolean isCut = dropped > 0 || isTooMuch(c);
            if (!isCut || dropped < CDATA_END.length()) {
                buffer[offset + kept] = isCut ? CDATA_END.charAt(dropped) : c;
                kept++;
            }
            dropped += isCut ? 1 : 0;
            pass(c);
        }
        return kept;
    }

    /** Neither the end nor a pair of surrogates is cut in two. */
    private boolean isTooMuch(char c) {
        return end.equals(CDATA_END) && length >= MAX_TEXT && c != ']' && c != '>' && !Character.isLowSurrogate(c);
    }

    private int most() {
        return switch (end) {
            case "<" -> MAX_TEXT;
            case CDATA_END -> 2 * MAX_TEXT;
            default -> MAX_TAG;
        };
    }

    private void pass(char c) {
        length++;
        if (length > most() && dropped == 0) {
            throw new Unreadable("has a text or a tag that is too long");
        }
        if (end.equals(">") && isQuoted(c)) {
            return;
        }
        last.append(c);
        if (last.length() > CDATA.length()) {
            last.deleteCharAt(0);
        }
        if (end.equals(">") && length == last.length()) {
            recogniseTag();
        }
        if (endsWith(end)) {
            begin(end.equals("<") ? ">" : "<");
        }
    }

    private boolean isQuoted(char c) {
        boolean within = quote != 0;
        if (within && c == quote) {
            quote = 0;
        } else if (!within && (c == '"' || c == '\'')) {
            quote = c;
        }
        return within;
    }

    private void recogniseTag() {
        String tag = last.toString();
        if (tag.equals(COMMENT)) {
            begin("-->");
        } else if (tag.equals(CDATA)) {
            begin(CDATA_END);
        } else if (tag.equals("?")) {
            begin("?>");
        } else if (tag.equals("!D")) {
            throw new Unreadable("has a document type");
        }
    }

    private void begin(String newEnd) {
        end = newEnd;
        length = 0;
        dropped = 0;
        quote = 0;
        last.setLength(0);
    }

    private boolean endsWith(String text) {
        return last.length() >= text.length()
                && last.indexOf(text, last.length() - text.length()) == last.length() - text.length();
    }
}
