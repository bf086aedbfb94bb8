package io.talel.ops.backup.restore.copy;

import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.runs.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;

/** Copies rows from chunks into the target, one transaction per chunk. */
public final class TableCopy {

    private static final int BLOCK = 256 * 1024;

    private final Bucket bucket;
    private final EncryptionKeys ring;
    private final Connection target;
    private final byte[] block = new byte[BLOCK];

    public TableCopy(Bucket bucket, EncryptionKeys ring, Connection target) {
        this.bucket = bucket;
        this.ring = ring;
        this.target = target;
    }

    public List<Copied> whole(List<TableChunk> tableChunks) throws SQLException, IOException {
        List<Copied> copied = new ArrayList<>();
        try (ChunkFeed feed = new ChunkFeed(bucket, ring, tableChunks)) {
            for (var next = feed.next(); next != null; next = feed.next()) {
                copied.add(whole(next));
            }
        }
        return copied;
    }

    /** Copies the events up to a place. */
    public List<Copied> events(List<TableChunk> tableChunks, long end, Progress progress)
            throws SQLException, IOException {
        List<TableChunk> wanted = tableChunks.stream()
                .filter(tableChunk -> tableChunk.first() <= end)
                .toList();
        List<Copied> copied = new ArrayList<>();
        long total = wanted.stream()
                .mapToLong(tableChunk -> tableChunk.chunk().rows())
                .sum();
        long done = 0;
        try (ChunkFeed feed = new ChunkFeed(bucket, ring, wanted)) {
            for (var next = feed.next(); next != null; next = feed.next()) {
                progress.at(done, total, "events");
                copied.add(next.of().last() <= end ? whole(next) : upTo(end, next));
                done += next.of().chunk().rows();
            }
        }
        progress.at(done, total, "events");
        return copied;
    }

    private Copied whole(ChunkFeed.Fetched fetched) throws SQLException, IOException {
        TableChunk tableChunk = fetched.of();
        MessageDigest hash = Hash.sha256();
        Checksum sum = new CRC32C();
        try (InputStream rows = new CheckedInputStream(fetched.rows(), sum);
                CopyIn copy = new CopyIn(
                        target, tableChunk.table().name(), tableChunk.table().columns())) {
            int length;
            while ((length = rows.read(block)) > 0) {
                copy.write(block, length);
                hash.update(block, 0, length);
            }
            if (sum.getValue() != tableChunk.chunk().contentCrc32c()) {
                throw new Damaged(
                        tableChunk.backup().id(),
                        "the rows of chunk %s were changed (CRC-32C)"
                                .formatted(tableChunk.chunk().object()));
            }
            return copied(tableChunk, copy.complete(), tableChunk.chunk().rows(), Hash.hex(hash.digest()));
        }
    }

    private Copied upTo(long end, ChunkFeed.Fetched fetched) throws SQLException, IOException {
        TableChunk tableChunk = fetched.of();
        MessageDigest hash = Hash.sha256();
        long taken = 0;
        try (InputStream content = fetched.rows();
                CopyIn copy = new CopyIn(
                        target, tableChunk.table().name(), tableChunk.table().columns())) {
            RowReader rows = new RowReader(content, tableChunk.table().columns().size());
            while (rows.next() && rows.number(0) <= end) {
                copy.write(rows.bytes(), rows.length());
                hash.update(rows.bytes(), 0, rows.length());
                taken++;
            }
            return copied(tableChunk, copy.complete(), taken, Hash.hex(hash.digest()));
        }
    }

    private static Copied copied(TableChunk tableChunk, long rows, long expected, String sha256)
            throws RestoreMismatch {
        if (rows != expected) {
            throw new RestoreMismatch("PostgreSQL took %d rows of chunk %s instead of %d"
                    .formatted(rows, tableChunk.chunk().object(), expected));
        }
        return new Copied(tableChunk.backup(), tableChunk.chunk().object(), rows, sha256);
    }
}
