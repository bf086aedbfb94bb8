package io.talel.ops.console.cli.backup;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Events by position, identifier and name, in a log and in its backups. */
final class ContentOfBackups {

    private ContentOfBackups() {}

    static List<String> log(BackedUp database) {
        return database.query("""
                SELECT global_index || ' ' || event_identifier || ' ' || event_name FROM event_store.domain_event
                ORDER BY global_index""");
    }

    static long position(String event) {
        return Long.parseLong(event.substring(0, event.indexOf(' ')));
    }

    /** Events of this backup alone, in the order dumped. */
    static List<String> events(BackedUp database, Archive archive, Manifest backup) throws IOException {
        ChunkReader reader = ChunkReader.of(archive.bucket(), backup, EncryptionKeys.of(database.environment()));
        DumpedTable table = backup.tables().stream()
                .filter(dumped -> dumped.name().equals(DumpedTable.EVENTS))
                .findFirst()
                .orElseThrow();
        List<String> events = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            try (InputStream content = reader.rows(chunk)) {
                RowReader rows = new RowReader(content, table.columns().size());
                while (rows.next()) {
                    events.add(rows.number(0) + " " + rows.uuid(1) + " " + rows.text(6));
                }
            }
        }
        return events;
    }
}
