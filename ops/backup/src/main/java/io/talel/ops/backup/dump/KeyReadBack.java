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

/** Reads a new backup of keys as a restore would, before older backups of keys are deleted. */
record KeyReadBack(Archive archive, EncryptionKeys ring) {

    /**
     * Fetches and decrypts the backup, and counts its rows.
     *
     * @throws Damaged if it differs from what was written; its manifest is removed then, so that a restore uses the
     *     previous one
     */
    void require(Manifest written) throws IOException {
        try {
            Manifest stored = archive.load(Kind.KEYS, written.id());
            if (!stored.tables().equals(written.tables())) {
                throw new Damaged(written.id(), "its manifest differs from the one written");
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
