package io.talel.ops.console.letters;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects letters; null fields are ignored.
 *
 * @param cause part of the error's class name
 * @param liveOnly whether to leave out letters of kept and filling generations
 */
public record LetterFilter(
        @Nullable Long id,
        @Nullable String projection,
        @Nullable String stream,
        @Nullable String event,
        @Nullable String cause,
        boolean liveOnly) {

    public static LetterFilter ofId(long id) {
        return new LetterFilter(id, null, null, null, null, false);
    }

    /** Whether no field is set, apart from the generations. */
    public boolean isAll() {
        return parameters().isEmpty();
    }

    /** The filter as options of a command. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (id != null) {
            words.add(id.toString());
        }
        if (projection != null) {
            words.add("--projection " + projection);
        }
        if (stream != null) {
            words.add("--stream " + stream);
        }
        if (event != null) {
            words.add("--type " + event);
        }
        if (cause != null) {
            words.add("--cause " + cause);
        }
        if (id == null && !liveOnly) {
            words.add("--all-generations");
        }
        return String.join(" ", words);
    }

    /** SQL condition with a placeholder for each of {@link #parameters}. */
    String condition() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (id != null) {
            conditions.add("letter.id = ?");
        }
        if (projection != null) {
            conditions.add("letter.projection = ?");
        }
        if (stream != null) {
            conditions.add("letter.stream = ?");
        }
        if (event != null) {
            conditions.add("letter.event = ?");
        }
        if (cause != null) {
            conditions.add("position(lower(?) IN lower(letter.cause)) > 0");
        }
        if (liveOnly) {
            conditions.add("generation.active");
        }
        return String.join(" AND ", conditions);
    }

    List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        for (Object value : new @Nullable Object[] {id, projection, stream, event, cause}) {
            if (value != null) {
                parameters.add(value);
            }
        }
        return parameters;
    }
}
