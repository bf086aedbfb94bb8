package io.talel.gateway.article.bulk.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** Names of files in an archive. */
public final class EntryNames {

    private static final Pattern UNSAFE = Pattern.compile("^/|^[A-Za-z]:|\\\\|\\p{Cntrl}|(^|/)\\.\\.?(/|$)|//");

    /** Files that operating systems and tools add to archives. */
    private static final Pattern CLUTTER = Pattern.compile("(^|/)(\\.|__MACOSX/|Thumbs\\.db$)");

    /** Folders that Jekyll, Hugo, Ghost and WordPress give a meaning. */
    private static final Pattern OF_A_FORMAT = Pattern.compile("_.*/|(wp-)?content/");

    /** Longest name in characters. Each link of a post takes time by the name of its folder. */
    private static final int MAX_LENGTH = 1024;

    /** Most characters of a refused name that a report shows. */
    private static final int MAX_SHOWN = 100;

    /** Longest percent-encoded character of a name: three bytes. */
    private static final int MAX_ENCODED = 9;

    /** Most folders within each other. */
    private static final int MAX_DEPTH = 64;

    private EntryNames() {}

    static boolean isUnsafe(String name) {
        return name.length() > MAX_LENGTH
                || name.chars().filter(c -> c == '/').count() > MAX_DEPTH
                || UNSAFE.matcher(name).find();
    }

    /** A name that a report can show: the first 100 characters of a long one. */
    static String beginning(String name) {
        return name.codePointCount(0, name.length()) > MAX_SHOWN
                ? name.substring(0, name.offsetByCodePoints(0, MAX_SHOWN)) + "…"
                : name;
    }

    static boolean isClutter(String name) {
        return CLUTTER.matcher(name).find();
    }

    /** The folder that all files lie in, with a {@code /} at its end; empty if there is none, or if its name means something. */
    static String commonFolder(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String first = names.getFirst();
        String folder = first.substring(0, first.indexOf('/') + 1);
        return !OF_A_FORMAT.matcher(folder).matches() && names.stream().allMatch(name -> name.startsWith(folder))
                ? folder
                : "";
    }

    /** {@code posts} of {@code posts/hello.md}. */
    public static String folder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** {@code hello.md} of {@code posts/hello.md}. */
    public static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The name with accents as browsers and other systems write them. */
    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /**
     * The file that a relative link leads to.
     *
     * @param link percent-encoded, perhaps with a query
     * @return empty for an address elsewhere, and for a link that leads out of the archive or is longer than any name
     */
    public static Optional<String> resolve(String folder, String link) {
        String path = link.replaceFirst("[?#].*", "");
        if (path.isEmpty() || path.length() > MAX_ENCODED * MAX_LENGTH || path.startsWith("/") || path.contains(":")) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>(folder.isEmpty() ? List.of() : List.of(folder.split("/")));
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.equals(".") && !segment.isEmpty()) {
                segments.addLast(segment);
            }
        }
        try {
            // To compose takes quadratic time for marks in a row.
            return Optional.of(UriUtils.decode(String.join("/", segments), StandardCharsets.UTF_8))
                    .filter(name -> name.length() <= MAX_LENGTH)
                    .map(EntryNames::composed);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
