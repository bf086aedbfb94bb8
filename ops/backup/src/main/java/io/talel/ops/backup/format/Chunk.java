package io.talel.ops.backup.format;

import org.jspecify.annotations.Nullable;

/**
 * An object with rows of one table, compressed and then encrypted.
 *
 * @param number counted from 1 through all tables of the backup; unique under the backup's key
 * @param object name in the backup's directory
 * @param first position of its first event; null for other tables
 * @param last position of its last event
 * @param contentBytes length of the rows before compression
 * @param contentCrc32c of the rows: finds faults of compression and encryption, and costs less than SHA-256, which
 *     would cost as much as compression; {@code sha256} covers the stored object
 * @param size of the object, in bytes
 * @param sha256 of the object
 */
public record Chunk(
        int number,
        String object,
        long rows,
        @Nullable Long first,
        @Nullable Long last,
        long contentBytes,
        long contentCrc32c,
        long size,
        String sha256) {

    /**
     * Largest object, in bytes (64 MiB). {@code ChunkWriter} ends a chunk long before, which leaves room for the
     * largest row and the compressor's buffer.
     */
    public static final long MAX_SIZE = 64L * 1024 * 1024;
}
