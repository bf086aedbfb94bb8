package io.talel.ops.backup.format;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows in the format of PostgreSQL's binary COPY, without its header and trailer: the number of fields (2 bytes),
 * and for each field its length (4 bytes, -1 for NULL) and value, big-endian. Holds one row at a time.
 */
public final class RowReader {

    /** Largest value, in bytes (256 MiB). PostgreSQL allows 1 GB; all values here are far smaller. */
    private static final int LARGEST = 256 * 1024 * 1024;

    /** Epoch of PostgreSQL, which sends times in microseconds since. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final DataInputStream in;
    private final int fields;
    private final int[] offsets;
    private final int[] lengths;
    private byte[] row = new byte[8192];
    private int end;

    /** @param fields number of fields in every row */
    public RowReader(InputStream in, int fields) {
        this.in = new DataInputStream(in);
        this.fields = fields;
        this.offsets = new int[fields];
        this.lengths = new int[fields];
    }

    /**
     * Advances to the next row.
     *
     * @return false after the last one
     * @throws IOException if the data is not a row with this number of fields
     */
    public boolean next() throws IOException {
        int high = in.read();
        if (high < 0) {
            return false;
        }
        int count = (short) (high << 8 | in.readUnsignedByte());
        if (count != fields) {
            throw new IOException("a row has %d fields instead of %d".formatted(count, fields));
        }
        end = 0;
        put(Short.BYTES).putShort((short) count);
        for (int field = 0; field < fields; field++) {
            int length = in.readInt();
            if (length < -1 || length > LARGEST) {
                throw new IOException("a field has a length of " + length);
            }
            put(Integer.BYTES).putInt(length);
            offsets[field] = end;
            lengths[field] = length;
            if (length > 0) {
                int at = end;
                put(length);
                in.readFully(row, at, length);
            }
        }
        return true;
    }

    private ByteBuffer put(int length) {
        if (end + length > row.length) {
            row = Arrays.copyOf(row, Math.max(row.length * 2, end + length));
        }
        ByteBuffer room = ByteBuffer.wrap(row, end, length);
        end += length;
        return room;
    }

    /** The row as stored in the chunk, valid until the next one; the first {@link #length} bytes count. */
    public byte[] bytes() {
        return row;
    }

    public int length() {
        return end;
    }

    public boolean isNull(int field) {
        return lengths[field] < 0;
    }

    /** A {@code bigint}. */
    public long number(int field) throws IOException {
        return value(field, Long.BYTES).getLong();
    }

    /** A {@code timestamptz}. */
    public Instant time(int field) throws IOException {
        return EPOCH.plus(number(field), ChronoUnit.MICROS);
    }

    /** A {@code uuid}. */
    public UUID uuid(int field) throws IOException {
        ByteBuffer value = value(field, 2 * Long.BYTES);
        return new UUID(value.getLong(), value.getLong());
    }

    /** A {@code text}. */
    public String text(int field) throws IOException {
        notNull(field);
        return new String(row, offsets[field], lengths[field], StandardCharsets.UTF_8);
    }

    /** Raw value of any type; null for NULL. */
    public byte @Nullable [] value(int field) {
        return isNull(field) ? null : Arrays.copyOfRange(row, offsets[field], offsets[field] + lengths[field]);
    }

    private ByteBuffer value(int field, int length) throws IOException {
        notNull(field);
        if (lengths[field] != length) {
            throw new IOException("field %d has %d bytes instead of %d".formatted(field + 1, lengths[field], length));
        }
        return ByteBuffer.wrap(row, offsets[field], length);
    }

    private void notNull(int field) throws IOException {
        if (isNull(field)) {
            throw new IOException("field %d is missing".formatted(field + 1));
        }
    }
}
