package io.talel.ops.console.imports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text format of PostgreSQL's COPY: values between tabs, special characters behind backslashes. */
final class CopyText {

    private static final String NULL = "\\N";

    private CopyText() {}

    /** @param line without its end */
    static List<@Nullable String> values(String line) {
        List<@Nullable String> values = new ArrayList<>();
        for (String value : line.split("\t", -1)) {
            values.add(value.equals(NULL) ? null : decoded(value));
        }
        return values;
    }

    private static String decoded(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                text.append(special(value.charAt(i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** PostgreSQL writes no codes in octal or hexadecimal, though it reads them. */
    private static char special(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000B';
            default -> letter;
        };
    }
}
