package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.IOException;
import java.io.InputStream;

/** Reads a new backup of keys out of the bucket as a restore would: before that no older one may be deleted for it. */
record KeyReadBack(Archive archive, EncryptionKeys ring) {

    /**
     * Fetches, decrypts and counts every row.
     *
     * @throws Damaged if it is not what was written; it is no backup any more then, so that a restore takes the one before it
     */
    void require(Manifest written) throws IOException {
        try {
            Manifest stored = archive.load(Kind.KEYS, written.id());
            if (!stored.tables().equals(written.tables())) {
                throw new Damaged(written.id(), "its manifest is not what was written");
            }
            ChunkReader reader = ChunkReader.of(archive.bucket(), stored, ring);
            for (DumpedTable table : stored.tables()) {
                long rows = 0;
                for (Chunk chunk : table.chunks()) {
                    rows += rows(reader, table, chunk);
                }
                if (rows != table.rows()) {
                    throw new Damaged(
                            written.id(),
                            "table %s has %d rows instead of %d".formatted(table.name(), rows, table.rows()));
                }
            }
        } catch (Damaged e) {
            archive.bucket().delete(written.directory() + Archive.MANIFEST);
            throw e;
        }
    }

    private static long rows(ChunkReader reader, DumpedTable table, Chunk chunk) throws IOException {
        try (InputStream content = reader.rows(chunk)) {
            RowReader rows = new RowReader(content, table.columns().size());
            long number = 0;
            while (rows.next()) {
                number++;
            }
            return number;
        }
    }
}
