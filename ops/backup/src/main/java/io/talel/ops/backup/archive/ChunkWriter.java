package io.talel.ops.backup.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.ObjectUpload;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.keys.DataKey;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Writes one chunk to the bucket: compresses, encrypts, hashes and uploads rows as they come. */
public final class ChunkWriter implements AutoCloseable {

    /**
     * Size at which a chunk ends, in bytes (8 MiB): readers hold one chunk stored and decrypted, and the next one, in a
     * process of less than 256 MB.
     */
    private static final long FULL = 8L * 1024 * 1024;

    /** Lowest standard level of zstd: keeps up with the disk, and shrinks the log to a third. */
    private static final int LEVEL = 1;

    /**
     * Bytes hashed or encrypted per call. The JIT compiler counts calls: a few large calls would run interpreted for
     * seconds, without the processor's instructions for AES and SHA.
     */
    private static final int SLICE = 1024;

    private final int number;
    private final String object;
    private final ObjectUpload upload;
    private final CRC32C contentSum = new CRC32C();
    private final MessageDigest hash = Hash.sha256();
    private final OutputStream compressor;
    private long rows;
    private @Nullable Long first;
    private @Nullable Long last;
    private long contentBytes;
    private boolean over;

    /**
     * @param table that the rows belong to
     * @param key null for a backup that is not encrypted
     */
    public ChunkWriter(
            Bucket bucket, String directory, BackupId backup, @Nullable DataKey key, String table, int number)
            throws IOException {
        this.number = number;
        this.object = "%05d-%s.zst%s".formatted(number, table, key == null ? "" : ".aes");
        this.upload = bucket.upload(directory + object);
        this.compressor = new ZstdOutputStreamNoFinalizer(
                key == null ? new Sending(null) : new Sending(key.encrypting(backup, object, number)), LEVEL);
    }

    /** Adds whole rows. */
    public void write(byte[] content, int length, long rowsOfIt) throws IOException {
        contentSum.update(content, 0, length);
        compressor.write(content, 0, length);
        contentBytes += length;
        rows += rowsOfIt;
    }

    /** Records the positions of the events just written. */
    public void covers(long firstOfThem, long lastOfThem) {
        first = first == null ? firstOfThem : first;
        last = lastOfThem;
    }

    /** Whether the next rows go to a new chunk. */
    public boolean isFull() {
        return upload.size() >= FULL;
    }

    public Chunk complete() throws IOException {
        compressor.close();
        over = true;
        if (upload.size() > Chunk.MAX_SIZE) {
            throw new IllegalStateException("chunk %s has %d bytes".formatted(object, upload.size()));
        }
        upload.complete();
        return new Chunk(
                number,
                object,
                rows,
                first,
                last,
                contentBytes,
                contentSum.getValue(),
                upload.size(),
                Hash.hex(hash.digest()));
    }

    /** Closes the compressor, which holds memory outside the heap; its remaining output is dropped. */
    @Override
    public void close() throws IOException {
        over = true;
        try (upload) {
            compressor.close();
        }
    }

    /** Encrypts compressed bytes and uploads them. */
    private final class Sending extends OutputStream {

        private final @Nullable Cipher cipher;

        Sending(@Nullable Cipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (over) {
                return;
            }
            for (int at = 0; at < length; at += SLICE) {
                writeSlice(bytes, offset + at, Math.min(SLICE, length - at));
            }
        }

        private void writeSlice(byte[] bytes, int offset, int length) throws IOException {
            if (cipher == null) {
                send(bytes, offset, length);
                return;
            }
            byte[] encrypted = cipher.update(bytes, offset, length);
            if (encrypted != null) {
                send(encrypted, 0, encrypted.length);
            }
        }

        @Override
        public void close() throws IOException {
            if (cipher == null || over) {
                return;
            }
            try {
                byte[] end = cipher.doFinal();
                send(end, 0, end.length);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private void send(byte[] bytes, int offset, int length) throws IOException {
            hash.update(bytes, offset, length);
            upload.write(bytes, offset, length);
        }
    }
}
