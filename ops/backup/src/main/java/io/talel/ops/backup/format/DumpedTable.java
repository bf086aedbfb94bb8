package io.talel.ops.backup.format;

import java.util.List;

/**
 * The rows of a table, or of data dumped like one.
 *
 * @param name with its schema: {@code event_store.domain_event}
 * @param columns in the order of a row's fields
 */
public record DumpedTable(String name, List<Column> columns, long rows, List<Chunk> chunks) {

    public static final String EVENTS = "event_store.domain_event";

    /** Objects of the image bucket: not a table, but dumped like one. */
    public static final String IMAGES = "images";

    /** Keys of personal data, which are part of a backup of keys. */
    public static final String PERSON_KEYS = "personal.person_key";

    public static final String LOOKUP_KEY = "personal.lookup_key";

    /** Password hashes, which are part of a backup of keys. */
    public static final String CREDENTIALS = "auth.credential";

    public DumpedTable {
        columns = List.copyOf(columns);
        chunks = List.copyOf(chunks);
    }

    /** Size of its objects, in bytes. */
    public long size() {
        return chunks.stream().mapToLong(Chunk::size).sum();
    }
}
