package io.talel.markdown.block;

import io.talel.markdown.attribute.AttributeList;
import io.talel.markdown.text.Chars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows the opening fence: a language with marked lines, or an attribute list.
 *
 * @param language empty if none is named
 * @param id empty if there is none
 * @param options attributes of the {@code code} element
 */
record FenceInfo(String language, String id, List<String> classes, Map<String, String> options) {

    private static final String MARKED_LINES = "hl_lines";
    private static final String HIGHLIGHTED = "use_pygments";
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "on", "1");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    /** A dot and the language may come first, then the lines to mark. */
    private static final Pattern PLAIN = Pattern.compile(
            "\\.?(?<language>[\\w#.+-]*?) *(?:hl_lines=(?<quote>[\"'])(?<lines>.*?)\\k<quote> *)?",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** @return null if this is not what may follow a fence, and the fence opens nothing */
    static @Nullable FenceInfo parse(String text) {
        String info = text.substring(Chars.skip(text, 0, ' '));
        if (info.startsWith("{") && info.endsWith("}")) {
            AttributeList list = AttributeList.parse(info.substring(1, info.length() - 1));
            return list.remainder().isEmpty() ? of(list) : null;
        }
        Matcher plain = PLAIN.matcher(info);
        if (!plain.matches()) {
            return null;
        }
        String lines = plain.group("lines");
        return new FenceInfo(
                plain.group("language"),
                "",
                List.of(),
                lines == null || lines.isEmpty() ? Map.of() : Map.of(MARKED_LINES, markedLines(lines)));
    }

    private static FenceInfo of(AttributeList list) {
        String id = "";
        List<String> classes = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (AttributeList.Attribute attribute : list.attributes()) {
            if (attribute.isClass()) {
                classes.add(attribute.value());
            } else if (attribute.name().equals("id")) {
                id = attribute.value();
            } else if (attribute.name().equals(MARKED_LINES)) {
                options.put(MARKED_LINES, markedLines(attribute.value()));
            } else {
                options.put(attribute.name(), attribute.value());
            }
        }
        String highlighted = options.remove(HIGHLIGHTED);
        if (highlighted != null && TRUE.contains(highlighted.toLowerCase(Locale.ROOT))) {
            options.clear();
        }
        String language = classes.isEmpty() ? "" : classes.removeFirst();
        return new FenceInfo(language, id, classes, options);
    }

    private static String markedLines(String value) {
        List<String> numbers = List.of(Chars.strip(value).split("\\s+"));
        return numbers.stream().allMatch(NUMBER.asMatchPredicate()) ? "[" + String.join(", ", numbers) + "]" : "[]";
    }
}
