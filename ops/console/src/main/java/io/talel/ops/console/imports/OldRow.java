package io.talel.ops.console.imports;

import io.talel.ops.console.imports.OldTables.Table;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the replaced service. Its faults are {@link IllegalArgumentException}s, worded to follow its name, which quote
 * no value.
 *
 * @param line where it begins in its file, from 1
 */
record OldRow(Table table, long line, Map<String, @Nullable String> values) {

    /** The zone of all times: they were stored without one. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** @param values null where the database has no value */
    static OldRow of(Table table, long line, List<String> columns, List<@Nullable String> values) {
        Map<String, @Nullable String> row = new HashMap<>();
        if (values.size() == columns.size()) {
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), values.get(i));
            }
        }
        return new OldRow(table, line, row);
    }

    /** Its number; empty if it has none. */
    Optional<String> id() {
        return Optional.ofNullable(values.get("id")).filter(id -> id.matches("[0-9]{1,18}"));
    }

    /** How reports call it: {@code article 12}, or its line if it has no number. */
    String name() {
        return id().map(id -> table.title() + " " + id)
                .orElseGet(() -> "line %d of table %s".formatted(line, table.title()));
    }

    Optional<String> find(String column) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("does not have a value for each column");
        }
        return Optional.ofNullable(values.get(column));
    }

    String text(String column) {
        return find(column).orElseThrow(() -> new IllegalArgumentException("has no " + column));
    }

    long number(String column) {
        try {
            return Long.parseLong(text(column));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("has no number as %s".formatted(column));
        }
    }

    boolean flag(String column) {
        return switch (text(column)) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("has neither true nor false as %s".formatted(column));
        };
    }

    /** Times of the hour that summer time repeats are taken as its first. */
    Instant time(String column) {
        try {
            return LocalDateTime.parse(text(column).replace(' ', 'T'))
                    .atZone(ZONE)
                    .toInstant();
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("has no time as %s".formatted(column));
        }
    }

    /** Without values, which may be personal. */
    @Override
    public String toString() {
        return name();
    }
}
