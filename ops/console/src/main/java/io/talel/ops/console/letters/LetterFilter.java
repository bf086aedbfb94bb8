package io.talel.ops.console.letters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
        return Stream.of(id, projection, stream, event, cause).allMatch(Objects::isNull);
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

    /** Values of the statement's parameters, in their order. */
    List<@Nullable Object> parameters() {
        return Arrays.asList(id, projection, stream, event, cause, liveOnly);
    }
}
