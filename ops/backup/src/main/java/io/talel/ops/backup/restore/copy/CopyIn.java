package io.talel.ops.backup.restore.copy;

import io.talel.ops.backup.format.Column;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** {@code COPY … FROM STDIN (FORMAT binary)}: sends rows as chunks store them. */
final class CopyIn implements AutoCloseable {

    /** Signature, flags, length of an extension. */
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    /** End of the data: -1 as the number of fields. */
    private static final byte[] TRAILER = {-1, -1};

    private final org.postgresql.copy.CopyIn copy;

    CopyIn(Connection connection, String table, List<Column> columns) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(table, Column.names(columns)));
        copy.writeToCopy(HEADER, 0, HEADER.length);
    }

    void write(byte[] bytes, int length) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
    }

    /** @return number of rows copied */
    long complete() throws SQLException {
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
