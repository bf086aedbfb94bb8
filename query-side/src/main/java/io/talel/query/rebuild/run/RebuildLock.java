package io.talel.query.rebuild.run;

import io.talel.query.datasource.Sql;
import io.talel.query.rebuild.RebuildRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The right to rebuild a projection. A connection holds it as an advisory lock, which ends with the connection. */
final class RebuildLock implements AutoCloseable {

    private static final String TAKE = "SELECT pg_try_advisory_lock(7114202, hashtext(?)), pg_backend_pid()";

    private static final String HOLDER = """
            SELECT format('%s (%s) since %s', operator, process, to_char(started_at, 'YYYY-MM-DD HH24:MI:SS TZ'))
            FROM read_model.rebuild
            WHERE projection = ? AND finished_at IS NULL
            """;

    /** The server notices within a minute that the machine of the process is gone, and frees the lock. */
    private static final String NOTICE_SILENCE =
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private final Connection connection;
    private final int process;

    private RebuildLock(Connection connection, int process) {
        this.connection = connection;
        this.process = process;
    }

    /** @throws RebuildRefused if another process holds it */
    static RebuildLock take(DataSource connections, String projection) throws SQLException {
        Connection connection = connections.getConnection();
        try (Statement statement = connection.createStatement();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            statement.execute(NOTICE_SILENCE);
            take.setString(1, projection);
            try (ResultSet row = take.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return new RebuildLock(connection, row.getInt(2));
                }
            }
            String holder = holder(connection, projection);
            connection.close();
            throw new RebuildRefused("%s is being rebuilt by %s".formatted(projection, holder));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Process id of the server's side of the connection. */
    int process() {
        return process;
    }

    /** Unlocks before closing: the server notices a closed connection late, and the next rebuild may begin at once. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            Sql.execute(connection, "SELECT pg_advisory_unlock_all()");
        } catch (SQLException _) {
            // A broken connection holds no lock.
        }
    }

    private static String holder(Connection connection, String projection) throws SQLException {
        return Sql.first(connection, HOLDER, (row, _) -> row.getString(1), projection)
                .orElse("an operator who has just begun");
    }
}
