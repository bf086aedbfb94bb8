package io.talel.ops.backup.restore;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.restore.source.Source;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Checks the free disk space. PostgreSQL does not show it; it is known only if the server runs on this machine and
 * shows the owner its data directory.
 */
final class DiskSpace {

    /** Bytes of a database per byte of the log: log, indexes, write-ahead log and read models. */
    private static final int FACTOR = 4;

    private static final String IS_HERE = """
            SELECT coalesce(host(inet_server_addr()) IN ('127.0.0.1', '::1'), true)
               AND pg_has_role('pg_read_all_settings', 'USAGE')""";

    private DiskSpace() {}

    /** An estimate, in bytes. */
    static long needed(Source source) {
        return FACTOR * source.contentBytes();
    }

    /** @throws Refused if the free space is known and too small */
    static void require(Target target, Source source) throws SQLException, IOException {
        Connection owner = target.owner();
        if (!Rows.is(owner, IS_HERE)) {
            return;
        }
        Path data = Path.of(Rows.first(owner, "SHOW data_directory", row -> row.getString(1))
                .orElseThrow());
        if (Files.isDirectory(data)) {
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < needed(source)) {
                throw new Refused("about %d MB are needed for %s, %d MB are free"
                        .formatted(needed(source) >> 20, target.database(), free >> 20));
            }
        }
    }
}
