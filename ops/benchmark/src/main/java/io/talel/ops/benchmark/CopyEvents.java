package io.talel.ops.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** What PostgreSQL alone needs to take the rows of a log into a table like it, indexes included. */
final class CopyEvents {

    private static final String TABLE = "create schema if not exists raw_limit;"
            + " drop table if exists raw_limit.event;"
            + " create table raw_limit.event (like event_store.domain_event including all)";

    private CopyEvents() {}

    /** Keeps the rows in a file. */
    static void keep(Connection owner, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(owner)
                    .copyOut(
                            "copy (select * from event_store.domain_event order by global_index)"
                                    + " to stdout (format binary)",
                            out);
        }
    }

    static Round in(Connection owner, Path file, Supplier<CpuTime> cpu) throws SQLException, IOException {
        try (Statement statement = owner.createStatement();
                InputStream in = Files.newInputStream(file)) {
            statement.execute(TABLE);
            CpuTime before = cpu.get();
            long start = System.nanoTime();
            long rows = copy(owner).copyIn("copy raw_limit.event from stdin (format binary)", in, 1 << 16);
            return new Round(rows, (System.nanoTime() - start) / 1e9, cpu.get().since(before));
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return new CopyManager(connection.unwrap(BaseConnection.class));
    }
}
