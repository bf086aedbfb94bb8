package io.talel.ops.backup.format;

/**
 * A column of a dumped table.
 *
 * @param type as PostgreSQL names it: {@code bigint}, {@code timestamp with time zone}
 */
public record Column(String name, String type) {}
