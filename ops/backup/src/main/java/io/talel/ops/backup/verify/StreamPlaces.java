package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.Hash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks that every stream numbers its events from 0 on without gaps or duplicates, in the order of the log.
 *
 * <p>Holds in memory, for each stream, a hash of 64 bits and the next number; at most {@value #STREAMS} streams, which
 * take 12 MiB. Writes the events of further streams to a temporary file, 28 bytes each, and processes them afterwards
 * in as many passes as needed. Two streams with the same hash would look like duplicates; the probability among ten
 * million streams is 1 in 370,000.
 */
final class StreamPlaces implements AutoCloseable {

    /** Largest number of streams in memory. */
    static final int STREAMS = 3 * 256 * 1024;

    private static final int FIRST_SLOTS = 1024;

    /** Size of an event in the file, in bytes. */
    private static final int WAITING = 3 * Long.BYTES + Integer.BYTES;

    /** Takes an event that is not the next one of its stream. */
    @FunctionalInterface
    interface Wrong {
        /** @param backup index in the chain */
        void at(int backup, long position, long number, long expected);
    }

    private final int limit;
    private final Wrong wrong;
    private final MessageDigest sha256 = Hash.sha256();
    private long[] hashes = new long[FIRST_SLOTS];

    /** Next number in the stream of each slot; 0 for an empty slot. */
    private int[] next = new int[FIRST_SLOTS];

    private int streams;
    private @Nullable Path waiting;
    private @Nullable DataOutputStream queue;
    private boolean lost;

    StreamPlaces(Wrong wrong) {
        this(STREAMS, wrong);
    }

    StreamPlaces(int limit, Wrong wrong) {
        this.limit = limit;
        this.wrong = wrong;
    }

    void take(String stream, int backup, long position, long number) {
        if (lost) {
            return;
        }
        byte[] hash = sha256.digest(stream.getBytes(StandardCharsets.UTF_8));
        take(ByteBuffer.wrap(hash).getLong(), backup, position, number);
    }

    private void take(long hash, int backup, long position, long number) {
        int slot = slot(hash);
        int expected = next[slot];
        if (expected == 0 && streams == limit) {
            postpone(hash, backup, position, number);
            return;
        }
        if (number != expected) {
            wrong.at(backup, position, number, expected);
        }
        hashes[slot] = hash;
        next[slot] = Math.max(expected, Math.clamp(number + 1, 1, Integer.MAX_VALUE));
        if (expected == 0) {
            streams++;
            if (streams > hashes.length / 4 * 3) {
                grow();
            }
        }
    }

    private int slot(long hash) {
        int slot = (int) hash & hashes.length - 1;
        while (next[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldNext = next;
        hashes = new long[oldHashes.length * 2];
        next = new int[oldNext.length * 2];
        for (int old = 0; old < oldNext.length; old++) {
            if (oldNext[old] != 0) {
                int slot = slot(oldHashes[old]);
                hashes[slot] = oldHashes[old];
                next[slot] = oldNext[old];
            }
        }
    }

    /** Wraps an error of the file: callers would take an IOException for a fault of the rows. */
    private void postpone(long hash, int backup, long position, long number) {
        try {
            DataOutputStream out = queue;
            if (out == null) {
                waiting = Files.createTempFile("talelio-streams-", ".bin");
                out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(waiting)));
                queue = out;
            }
            out.writeLong(hash);
            out.writeInt(backup);
            out.writeLong(position);
            out.writeLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events are missing from here on, so the next numbers are unknown. */
    void lose() {
        lost = true;
    }

    /** After the last event: processes the events in the file. */
    void finish() throws IOException {
        while (queue != null && waiting != null) {
            queue.close();
            queue = null;
            Path file = waiting;
            Arrays.fill(next, 0);
            streams = 0;
            long events = Files.size(file) / WAITING;
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                for (long event = 0; event < events; event++) {
                    take(in.readLong(), in.readInt(), in.readLong(), in.readLong());
                }
            } finally {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (queue != null && waiting != null) {
            queue.close();
            Files.deleteIfExists(waiting);
        }
    }
}
