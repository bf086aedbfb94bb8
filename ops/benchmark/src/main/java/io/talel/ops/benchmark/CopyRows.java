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

/** What PostgreSQL alone needs to move a replay's data: COPY of the log out, and of the rows into a table like theirs. */
final class CopyRows {

    private static final String TABLE = "create schema if not exists raw_limit;"
            + " drop table if exists raw_limit.article;"
            + " create table raw_limit.article (like article_g1.article including all)";

    private CopyRows() {}

    /** Keeps the rows of the articles in a file. */
    static void keep(Connection owner, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(owner).copyOut("copy article_g1.article to stdout (format binary)", out);
        }
    }

    static Round out(Connection owner, Supplier<CpuTime> cpu) throws SQLException, IOException {
        CpuTime before = cpu.get();
        long start = System.nanoTime();
        long rows = copy(owner)
                .copyOut(
                        "copy (select * from event_store.domain_event order by global_index) to stdout (format binary)",
                        OutputStream.nullOutputStream());
        return new Round(rows, (System.nanoTime() - start) / 1e9, cpu.get().since(before));
    }

    static Round in(Connection owner, Path file, Supplier<CpuTime> cpu) throws SQLException, IOException {
        try (Statement statement = owner.createStatement();
                InputStream in = Files.newInputStream(file)) {
            statement.execute(TABLE);
            CpuTime before = cpu.get();
            long start = System.nanoTime();
            long rows = copy(owner).copyIn("copy raw_limit.article from stdin (format binary)", in, 1 << 16);
            return new Round(rows, (System.nanoTime() - start) / 1e9, cpu.get().since(before));
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return new CopyManager(connection.unwrap(BaseConnection.class));
    }
}
