package io.talel.ops.backup.restore.source;

import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.restore.copy.TableChunk;
import io.talel.ops.backup.store.RecordingTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Finds the last event that was recorded up to a time, searching from the end of the log; usually reads one or two chunks. An
 * imported event happened long before it was recorded, and says when that was.
 */
final class LastEventBefore {

    private static final String TIME = "occurred_at";
    private static final String METADATA = "metadata";

    private final Bucket bucket;
    private final EncryptionKeys ring;
    private final List<TableChunk> chunks;

    LastEventBefore(Bucket bucket, EncryptionKeys ring, Chain chain) {
        this.bucket = bucket;
        this.ring = ring;
        this.chunks = TableChunk.ofEvents(chain).stream()
                .sorted(Comparator.comparingLong(TableChunk::last).reversed())
                .toList();
    }

    /** Place of the event; empty if all events are later. */
    OptionalLong find(Instant time) throws IOException {
        long found = 0;
        for (TableChunk chunk : chunks) {
            if (chunk.last() > found) {
                found = Math.max(found, lastIn(chunk, time));
            }
        }
        return found == 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private long lastIn(TableChunk of, Instant end) throws IOException {
        Manifest backup = of.backup();
        DumpedTable table = of.table();
        List<String> names = table.columns().stream().map(Column::name).toList();
        int time = names.indexOf(TIME);
        int metadata = names.indexOf(METADATA);
        Chunk chunk = of.chunk();
        long found = 0;
        try (InputStream content = ChunkReader.of(bucket, backup, ring).rows(chunk)) {
            RowReader rows = new RowReader(content, table.columns().size());
            while (rows.next()) {
                if (!rows.time(time).isAfter(end)
                        && !recorded(rows, time, metadata).isAfter(end)) {
                    found = rows.number(0);
                }
            }
        }
        return found;
    }

    private static Instant recorded(RowReader rows, int time, int metadata) throws IOException {
        return RecordingTime.of(Objects.requireNonNull(rows.value(metadata)), rows.time(time));
    }
}
