package io.talel.kernel.article.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an article is about, in the order of its author: without blanks around them, in NFC, none twice in whatever case. */
public record Tags(@JsonValue List<String> values) {

    /** Most tags of one article. */
    public static final int MAX_COUNT = 20;

    /** Longest tag accepted, in characters. */
    public static final int MAX_LENGTH = 50;

    public static final Tags NONE = new Tags(List.of());

    private static final String FIELD = "tags";

    private static final TextRule RULE = new TextRule(FIELD, MAX_LENGTH);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Tags {
        if (values.size() > MAX_COUNT) {
            throw new InvalidValue(FIELD, "must be at most " + MAX_COUNT);
        }
        values = values.stream().map(Tags::normalised).toList();
        if (byKey(values).size() < values.size()) {
            throw new InvalidValue(FIELD, "must not name a tag twice");
        }
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Does to other tags what an edit has done: removes what it has removed, adds at the end what it has added, and spells the
     * others as it does.
     *
     * @param base the tags that were edited
     * @param others what has become of the same base by another edit
     * @throws InvalidValue if it is too many together
     */
    public Tags applyTo(Tags base, Tags others) {
        Map<String, String> before = byKey(base.values);
        Map<String, String> edited = byKey(values);
        Map<String, String> merged = byKey(others.values);
        merged.keySet().removeIf(key -> before.containsKey(key) && !edited.containsKey(key));
        edited.forEach((key, tag) -> {
            if (!tag.equals(before.get(key))) {
                merged.put(key, tag);
            }
        });
        return new Tags(List.copyOf(merged.values()));
    }

    /**
     * A tag as readers look it up: each of its characters in lower case by itself, as {@code lower} of PostgreSQL has it. Java's
     * lower case of a whole text differs, as in {@code ΣΟΦΟΣ} and {@code İstanbul}.
     */
    public static String lower(String tag) {
        return tag.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String normalised(String tag) {
        RULE.check(tag);
        return RULE.checkNotBlank(Normalizer.normalize(tag.strip(), Normalizer.Form.NFC));
    }

    /** Their keys stay as they are: a tag that differs from another one now must not make an event unreadable. */
    private static Map<String, String> byKey(List<String> tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.toLowerCase(Locale.ROOT), tag));
        return byKey;
    }
}
