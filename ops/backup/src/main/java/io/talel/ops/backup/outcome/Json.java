package io.talel.ops.backup.outcome;

import tools.jackson.databind.json.JsonMapper;

/** JSON without characters that could control a terminal. */
public final class Json {

    private Json() {}

    /** One document on one line. */
    public static String line(Object value) {
        return Words.escaped(JsonMapper.shared().writeValueAsString(value));
    }

    /** One document on several lines, for people. */
    public static String pretty(Object value) {
        return Words.escaped(
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
