package io.talel.ops.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements on the tables of other modules. Each module ships those on its own tables, in a file below {@code
 * db/operator-statements}, so that only one module knows a table.
 */
public enum OperatorStatements {
    /** Statements of the command side, also on claims and keys of personal data. */
    EVENT_STORE("event-store"),
    /** Statements of the query side. */
    READ_MODEL("read-model"),
    /** Statements of the gateway. */
    AUTH("auth");

    private final Map<String, String> byName;

    OperatorStatements(String file) {
        this.byName = read("/db/operator-statements/%s.sql".formatted(file));
    }

    /** @throws NullPointerException if the module ships none of this name */
    public String get(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    private static Map<String, String> read(String resource) {
        try (InputStream file = OperatorStatements.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("(?ms)^-- name: (\\S+)$(.*?)(?=^--|\\z)")
                    .matcher(text)
                    .results()
                    .collect(Collectors.toUnmodifiableMap((MatchResult found) -> found.group(1), found -> found.group(2)
                            .strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
