package io.talel.gateway.article.bulk.source;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.reader.StreamReader;

/** Writes the fields at the beginning of a Markdown file. */
public final class QuotedYaml {

    private QuotedYaml() {}

    /** Texts, lists of texts and flags as YAML between fences. Every text is quoted, so none looks like something else. */
    public static String write(Map<String, Object> fields) {
        StringBuilder yaml = new StringBuilder("---\n");
        fields.forEach((name, value) ->
                yaml.append(name).append(": ").append(written(value)).append('\n'));
        return yaml.append("---\n").toString();
    }

    private static String written(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(QuotedYaml::written).collect(Collectors.joining(", ", "[", "]"));
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> append(c, quoted);
            }
        });
        return quoted.append('"').toString();
    }

    /** YAML prints everything beyond U+FFFF. */
    private static void append(int c, StringBuilder quoted) {
        if (StreamReader.isPrintable(c) && !Character.isISOControl(c) && c != 0x2028 && c != 0x2029) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append((c <= 0xFF ? "\\x%02X" : "\\u%04X").formatted(c));
        }
    }
}
