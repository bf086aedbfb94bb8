package io.talel.ops.console.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV as PostgreSQL writes it: a value without quotes that is empty is null. */
final class CsvReader {

    private static final int END = -1;

    private final PushbackReader in;
    private long line = 1;

    CsvReader(Reader in) {
        this.in = new PushbackReader(in);
    }

    /** Line on which the next row begins, from 1. */
    long line() {
        return line;
    }

    /**
     * @return null after the last row
     * @throws EOFException if the text ends within quotes
     */
    @Nullable List<@Nullable String> next() throws IOException {
        int c = in.read();
        if (c == END) {
            return null;
        }
        in.unread(c);
        List<@Nullable String> row = new ArrayList<>();
        do {
            row.add(value());
            c = in.read();
        } while (c == ',');
        if (c == '\r') {
            c = in.read();
        }
        line += c == '\n' ? 1 : 0;
        return row;
    }

    private @Nullable String value() throws IOException {
        int c = in.read();
        if (c == '"') {
            return quoted();
        }
        StringBuilder value = new StringBuilder();
        while (c != ',' && c != '\r' && c != '\n' && c != END) {
            value.append((char) c);
            c = in.read();
        }
        if (c != END) {
            in.unread(c);
        }
        return value.isEmpty() ? null : value.toString();
    }

    private String quoted() throws IOException {
        StringBuilder value = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c == END) {
                throw new EOFException();
            }
            if (c == '"') {
                c = in.read();
                if (c != '"') {
                    if (c != END) {
                        in.unread(c);
                    }
                    return value.toString();
                }
            }
            line += c == '\n' ? 1 : 0;
            value.append((char) c);
        }
    }
}
