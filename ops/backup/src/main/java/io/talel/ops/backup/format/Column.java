package io.talel.ops.backup.format;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a dumped table.
 *
 * @param type as PostgreSQL names it: {@code bigint}, {@code timestamp with time zone}
 */
public record Column(String name, String type) {

    /** Names for a statement: {@code key, person}. */
    public static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
