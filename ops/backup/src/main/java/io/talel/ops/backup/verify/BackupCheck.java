package io.talel.ops.backup.verify;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketFailure;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Checks the objects of one backup against its manifest, and optionally their content.
 *
 * @param depth null if nothing is to be decrypted
 */
record BackupCheck(
        Bucket bucket, Manifest manifest, @Nullable DeepCheckContext depth, BackupProblems problems) {

    private static final int BLOCK = 64 * 1024;

    @FunctionalInterface
    interface Seen {
        void chunk(Chunk chunk) throws IOException;
    }

    void run(Seen seen) throws IOException {
        Map<String, Long> objects = bucket.list(manifest.directory()).stream()
                .collect(Collectors.toMap(
                        object -> object.key().substring(manifest.directory().length()),
                        StoredObject::size,
                        (one, _) -> one,
                        TreeMap::new));
        objects.remove(Archive.MANIFEST);
        objects.remove(Archive.SIGNATURE);
        ChunkReader reader = depth == null ? null : reader(depth);
        for (DumpedTable table : manifest.tables()) {
            EventCheck events = depth == null ? null : depth.events(manifest, table, problems);
            ImageCopies images =
                    depth == null ? null : ImageCopies.of(bucket, manifest, table, depth.erased(), problems);
            for (Chunk chunk : table.chunks()) {
                boolean there = isThere(chunk, objects.remove(chunk.object()));
                boolean read = there && read(reader, table, chunk, events, images);
                if (!read && events != null) {
                    events.skip(chunk);
                }
                seen.chunk(chunk);
            }
            if (events != null) {
                events.finish();
            }
        }
        objects.keySet().forEach(object -> problems.add(manifest, "object %s does not belong to it", object));
    }

    private @Nullable ChunkReader reader(DeepCheckContext wanted) throws IOException {
        try {
            return ChunkReader.of(bucket, manifest, wanted.keys());
        } catch (Damaged e) {
            problems.add(e);
            return null;
        }
    }

    private boolean isThere(Chunk chunk, @Nullable Long size) {
        if (size == null) {
            problems.add(manifest, "chunk %s is missing", chunk.object());
        } else if (size != chunk.size()) {
            problems.add(manifest, "chunk %s has %d bytes instead of %d", chunk.object(), size, chunk.size());
        }
        return size != null && size == chunk.size();
    }

    /** @return whether all rows were read */
    private boolean read(
            @Nullable ChunkReader reader,
            DumpedTable table,
            Chunk chunk,
            @Nullable EventCheck events,
            @Nullable ImageCopies images)
            throws IOException {
        try {
            if (reader == null) {
                ChunkReader.sealed(bucket, manifest, chunk);
                return false;
            }
            rows(reader, table, chunk, events, images);
            return true;
        } catch (BucketFailure e) {
            throw e;
        } catch (Damaged e) {
            problems.add(e);
        } catch (IOException e) {
            problems.add(manifest, "chunk %s cannot be read: %s", chunk.object(), e.getMessage());
        }
        return false;
    }

    private void rows(
            ChunkReader reader,
            DumpedTable table,
            Chunk chunk,
            @Nullable EventCheck events,
            @Nullable ImageCopies images)
            throws IOException {
        Checksum sum = new CRC32C();
        long rows = 0;
        long bytes = 0;
        try (InputStream content = new BufferedInputStream(new CheckedInputStream(reader.rows(chunk), sum), BLOCK)) {
            RowReader row = new RowReader(content, table.columns().size());
            while (row.next()) {
                rows++;
                bytes += row.length();
                if (events != null) {
                    events.take(row);
                }
                if (images != null) {
                    images.take(row);
                }
            }
        }
        if (rows != chunk.rows() || bytes != chunk.contentBytes()) {
            problems.add(
                    manifest,
                    "chunk %s holds %d rows in %d bytes instead of %d in %d",
                    chunk.object(),
                    rows,
                    bytes,
                    chunk.rows(),
                    chunk.contentBytes());
        } else if (sum.getValue() != chunk.contentCrc32c()) {
            problems.add(manifest, "the rows of chunk %s were changed (CRC-32C)", chunk.object());
        }
    }
}
