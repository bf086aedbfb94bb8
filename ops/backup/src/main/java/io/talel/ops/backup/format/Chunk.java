package io.talel.ops.backup.format;

import org.jspecify.annotations.Nullable;

/**
 * An object with rows of one table: compressed, then encrypted.
 *
 * @param number counted through all tables of the backup, from 1; no two chunks under one key have the same
 * @param object its name in the backup's directory
 * @param first position in the log of its first event; null for other tables
 * @param last that of its last event
 * @param contentBytes length of the rows before compression
 * @param contentCrc32c of the rows: tells a fault of compression or encryption, where SHA-256 would cost as much as
 *     compressing; what lies in the bucket is under {@code sha256}
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
     * Largest object, in bytes (64 MiB). Writers end a chunk at {@link #FULL}, which leaves room for the largest row and
     * what the compressor holds back.
     */
    public static final long MAX_SIZE = 64L * 1024 * 1024;

    /**
     * When a chunk is full enough, in bytes (8 MiB): readers hold one in memory as it is and decrypted, and the next one
     * too, in a process of less than 256 MB.
     */
    public static final long FULL = 8L * 1024 * 1024;
}
