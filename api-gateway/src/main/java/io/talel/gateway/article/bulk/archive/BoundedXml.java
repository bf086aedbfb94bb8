package io.talel.gateway.article.bulk.archive;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * XML on its way to a parser that holds every tag, comment and text as a whole in memory: none may be too long. A document type is
 * refused, so there are no entities.
 */
public final class BoundedXml extends FilterReader {

    /** Longest text, in characters; several times the longest article. */
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    /** Longest tag or comment, in characters. */
    private static final int MAX_TAG = 64 * 1024;

    private static final String COMMENT = "!--";
    private static final String CDATA = "![CDATA[";

    /** What a part of the document ends with. */
    private String end = "<";

    /** The last characters, as many as tell what begins or ends. */
    private final StringBuilder last = new StringBuilder();

    private int length;
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
        for (int i = offset; i < offset + n; i++) {
            pass(buffer[i]);
        }
        return n;
    }

    private void pass(char c) {
        length++;
        if (length > (end.equals("<") || end.equals("]]>") ? MAX_TEXT : MAX_TAG)) {
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
            begin("]]>");
        } else if (tag.equals("?")) {
            begin("?>");
        } else if (tag.equals("!D")) {
            throw new Unreadable("has a document type");
        }
    }

    private void begin(String newEnd) {
        end = newEnd;
        length = 0;
        quote = 0;
        last.setLength(0);
    }

    private boolean endsWith(String text) {
        return last.length() >= text.length()
                && last.indexOf(text, last.length() - text.length()) == last.length() - text.length();
    }
}
