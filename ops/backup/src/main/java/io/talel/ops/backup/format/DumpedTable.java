package io.talel.ops.backup.format;

import java.util.List;

/**
 * The rows of a table, or of what is dumped like one.
 *
 * @param name with its schema: {@code event_store.domain_event}
 * @param columns in the order of the fields of a row
 */
public record DumpedTable(String name, List<Column> columns, long rows, List<Chunk> chunks) {

    public static final String EVENTS = "event_store.domain_event";

    /** The objects of the image bucket: no table of a database, though written as its rows are. */
    public static final String IMAGES = "images";

    public DumpedTable {
        columns = List.copyOf(columns);
        chunks = List.copyOf(chunks);
    }

    /** Of its objects, in bytes. */
    public long size() {
        return chunks.stream().mapToLong(Chunk::size).sum();
    }
}
