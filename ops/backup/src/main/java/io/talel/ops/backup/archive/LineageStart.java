package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** When a database was restored from the backups of another one, by the new database's clock. */
public final class LineageStart {

    private static final String LINEAGE = "operations.lineage";

    private LineageStart() {}

    /**
     * When a database, or one of its ancestors, was restored from the given ancestor.
     *
     * @param backup of the descendant; its table of lineages has the answer
     * @return empty if the database is not a descendant
     * @throws Damaged if that table cannot be read
     */
    public static Optional<Instant> of(Archive archive, EncryptionKeys ring, Manifest backup, UUID ancestor)
            throws IOException {
        int place = backup.ancestors().indexOf(ancestor) + 1;
        if (place == 0) {
            return Optional.empty();
        }
        UUID child = place < backup.ancestors().size() ? backup.ancestors().get(place) : backup.lineage();
        ChunkReader reader = ChunkReader.of(archive.bucket(), backup, ring);
        for (DumpedTable table : backup.tables()) {
            if (table.name().equals(LINEAGE)) {
                List<String> columns =
                        table.columns().stream().map(Column::name).toList();
                for (Chunk chunk : table.chunks()) {
                    try (InputStream content = reader.rows(chunk)) {
                        RowReader rows = new RowReader(content, columns.size());
                        while (rows.next()) {
                            if (rows.uuid(columns.indexOf("id")).equals(child)) {
                                return Optional.of(rows.time(columns.indexOf("since")));
                            }
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
