package io.talel.ops.backup.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats numbers, times and texts for people. */
public final class Words {

    /** Control characters, invisible formatting characters, and Unicode line separators. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private static final String UNITS = "kMGTPE";

    private Words() {}

    /** In the largest unit with a whole number: 0 s, 12 s, 3 min, 5 h, 2 d. */
    public static String seconds(double seconds) {
        Duration length = Duration.ofMillis(Math.round(seconds * 1000));
        if (length.toDays() >= 2) {
            return length.toDays() + " d";
        }
        if (length.toHours() >= 2) {
            return length.toHours() + " h";
        }
        if (length.toMinutes() >= 2) {
            return length.toMinutes() + " min";
        }
        return length.toSeconds() + " s";
    }

    /** In the largest unit that gives at least 1: 512 B, 1.2 kB, 34.5 MB. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double rest = bytes;
        int unit = -1;
        while (rest >= 999.95 && unit < UNITS.length() - 1) {
            rest /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", rest, UNITS.charAt(unit));
    }

    public static String ago(@Nullable Instant time, Instant now) {
        return time == null
                ? "never"
                : seconds(Math.max(0, Duration.between(time, now).toMillis() / 1000.0)) + " ago";
    }

    /** To the second, in UTC. */
    public static String time(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Number and noun: 1 event, 2 events. */
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The first three, and the number of the others. */
    public static String few(List<String> texts, String separator) {
        int few = 3;
        String first = texts.stream().limit(few).collect(Collectors.joining(separator));
        return texts.size() <= few ? first : "%s%sand %d more".formatted(first, separator, texts.size() - few);
    }

    /** The first of a number of texts, and the number of the others. */
    public static String few(List<String> first, long number) {
        return String.join(", ", first)
                + (number > first.size() ? " and %d more".formatted(number - first.size()) : "");
    }

    /** Cuts the text to a number of characters. */
    public static String cut(String text, int length) {
        String line = plain(text);
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    /** One line without characters that could control a terminal or reverse its text. */
    public static String plain(String text) {
        return STEERING.matcher(text).replaceAll(" ").strip();
    }

    /** Escapes such characters in JSON; line breaks between its elements stay. */
    static String escaped(String json) {
        return STEERING.matcher(json).replaceAll(found -> found.group()
                .chars()
                .mapToObj(c -> c == '\n' || c == '\r' ? Character.toString(c) : "\\\\u%04X".formatted(c))
                .collect(Collectors.joining()));
    }
}
