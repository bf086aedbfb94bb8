package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.Unreadable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * The fields at the beginning of a Markdown file, YAML between lines of {@code ---} or TOML between lines of {@code +++}, and the
 * text behind them. Scalars are texts, whatever they look like: {@code no} is a language.
 *
 * @param fields texts, lists and maps by their names in lower case
 */
record FrontMatter(Map<String, Object> fields, String body) {

    static final FrontMatter NONE = new FrontMatter(Map.of(), "");

    /** Longest front matter, in characters. All fields of an own export have 13,700, each written as six at most. */
    static final int MAX_LENGTH = 128 * 1024;

    private static final Pattern FENCE = Pattern.compile("(---|\\+\\+\\+)[ \\t]*\\r?\\n");

    /** Fields of a picture that have its address. */
    private static final List<String> ADDRESSES = List.of("image", "src", "url", "path");

    private static final Set<String> YES = Set.of("true", "yes", "on", "y", "t", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "n", "f", "0");

    private static final int DEEPEST = 20;
    private static final int MAX_ALIASES = 10;

    /** @return empty if the text has none */
    static Optional<FrontMatter> of(String file) {
        String text = file.stripLeading();
        Matcher begin = FENCE.matcher(text);
        if (!begin.lookingAt()) {
            return Optional.empty();
        }
        String mark = begin.group(1);
        Matcher end = Pattern.compile("^" + Pattern.quote(mark) + "[ \\t]*(\\r?\\n|\\z)", Pattern.MULTILINE)
                .matcher(text)
                .region(begin.end(), Math.min(text.length(), begin.end() + MAX_LENGTH));
        if (!end.find()) {
            throw new Unreadable("has front matter that does not end");
        }
        String fields = text.substring(begin.end(), end.start());
        return Optional.of(new FrontMatter(
                normalised(mark.equals("---") ? yaml(fields) : toml(fields)), text.substring(end.end())));
    }

    private static @Nullable Object yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        options.setWarnOnDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        try {
            return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly())
                    .load(text);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw unreadable(mark == null ? "" : inLine(mark.getLine() + 1));
        } catch (RuntimeException e) {
            // Values that are not of the type that is written before them.
            throw unreadable("");
        }
    }

    /** A scalar without quotes is a text too, unless it is missing. */
    private static final class TextOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    private static @Nullable Object toml(String text) {
        try {
            return new TomlMapper().readValue(text, Map.class);
        } catch (JacksonException e) {
            throw unreadable(
                    e.getLocation() == null ? "" : inLine(e.getLocation().getLineNr()));
        }
    }

    /** @param line from 1, after the line that begins the front matter */
    private static String inLine(int line) {
        return " in line " + (line + 1);
    }

    private static Unreadable unreadable(String place) {
        return new Unreadable("has front matter that cannot be read" + place);
    }

    private static Map<String, Object> normalised(@Nullable Object read) {
        if (read != null && (!(read instanceof Map) || isTooDeep(read))) {
            throw unreadable("");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        if (read instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value != null) {
                    fields.put(String.valueOf(name).toLowerCase(Locale.ROOT), value);
                }
            });
        }
        return fields;
    }

    /** Dots of TOML nest without brackets, and a list of YAML may contain itself. */
    private static boolean isTooDeep(Object read) {
        record Place(Object value, int depth) {}
        Deque<Place> places = new ArrayDeque<>(List.of(new Place(read, 0)));
        while (!places.isEmpty()) {
            Place place = places.pop();
            if (place.depth() > DEEPEST) {
                return true;
            }
            Collection<?> inner =
                    switch (place.value()) {
                        case Map<?, ?> map -> map.values();
                        case List<?> list -> list;
                        default -> List.of();
                    };
            inner.stream().filter(Objects::nonNull).forEach(value -> places.push(new Place(value, place.depth() + 1)));
        }
        return false;
    }

    /** Text of the first of these fields that has one, or else empty. A map counts as the first of its texts. */
    String text(String... names) {
        return first(FrontMatter::texts, names);
    }

    /** As above, for a picture: a map with an address counts as that, even if it is empty. */
    String picture(String... names) {
        return first(FrontMatter::pictures, names);
    }

    private String first(Function<@Nullable Object, Stream<String>> texts, String... names) {
        return Stream.of(names).map(fields::get).flatMap(texts).findFirst().orElse("");
    }

    /** All texts of a field; one text is split at commas, or else at blanks. */
    List<String> list(String name) {
        Object value = fields.get(name);
        return value instanceof String text
                ? Stream.of(text.split(text.contains(",") ? "," : "\\s+"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList()
                : texts(value).toList();
    }

    /** Whether a field says this, in a word of YAML 1.1, which Jekyll reads, or of Go, in which Hugo is written. */
    boolean is(String name, boolean flag) {
        return (flag ? YES : NO).contains(text(name).strip().toLowerCase(Locale.ROOT));
    }

    /** The maps in a field, which is one or a list of some. */
    List<FrontMatter> maps(String name) {
        Object value = fields.get(name);
        List<?> parts = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return parts.stream()
                .filter(Map.class::isInstance)
                .map(map -> new FrontMatter(normalised(map), ""))
                .toList();
    }

    /** The first of them; empty if there is none. */
    FrontMatter map(String name) {
        return maps(name).stream().findFirst().orElse(NONE);
    }

    private static Stream<String> pictures(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Map<?, ?> map ->
                ADDRESSES.stream()
                        .filter(map::containsKey)
                        .findFirst()
                        .map(address -> pictures(map.get(address)))
                        .orElseGet(() -> texts(map));
            case List<?> list -> list.stream().flatMap(FrontMatter::pictures);
            default -> texts(value);
        };
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Map<?, ?> map -> map.values().stream().flatMap(FrontMatter::texts);
            case List<?> list -> list.stream().flatMap(FrontMatter::texts);
            default -> Stream.of(String.valueOf(value)).filter(text -> !text.isEmpty());
        };
    }
}
