package io.talel.query.rebuild.run;

import io.talel.query.datasource.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The transactions of the application in this database. Each holds a lock on its own number, which {@code pg_locks} shows to
 * every role, until it ends.
 */
final class RunningTransactions {

    /** Leaves out transactions that wait to lock a generation: they wait for the swap itself and have read nothing. */
    private static final String RUNNING = """
            SELECT l.virtualtransaction AS number, l.pid
            FROM pg_locks l
            JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock' AND l.granted
              AND a.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND a.usesysid = (SELECT oid FROM pg_roles WHERE rolname = ?)
              AND a.pid NOT IN (?, pg_backend_pid())
              AND NOT EXISTS (
                  SELECT FROM pg_locks g
                  WHERE g.pid = l.pid AND g.locktype = 'relation' AND g.mode = 'RowShareLock' AND g.database = a.datid
                    AND g.relation = 'read_model.generation'::regclass)
            """;

    private static final String HOLDING = """
            SELECT DISTINCT l.pid, l.relation::regclass::text AS relation
            FROM pg_locks l
            WHERE l.locktype = 'relation' AND l.granted AND l.pid NOT IN (?, pg_backend_pid())
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.relation IN ('read_model.generation'::regclass, ?::regclass)
            """;

    private static final long POLL_MILLIS = 1;

    private record Transaction(String number, int process) {}

    private final Connection connection;
    private final String role;
    private final int own;

    /**
     * @param connection not in a transaction
     * @param own process id of the server's side of the connection that swaps
     */
    RunningTransactions(Connection connection, String role, int own) {
        this.connection = connection;
        this.role = role;
        this.own = own;
    }

    /**
     * Waits until all transactions that run now have ended; ignores later ones.
     *
     * @return descriptions of the transactions that have not ended in time
     */
    List<String> awaitEnd(Deadline deadline) throws SQLException, InterruptedException {
        Set<Transaction> waitedFor = new LinkedHashSet<>(running());
        while (!waitedFor.isEmpty() && !deadline.isOver()) {
            Thread.sleep(POLL_MILLIS);
            waitedFor.retainAll(running());
        }
        return waitedFor.stream()
                .map(transaction -> "the transaction of process " + transaction.process)
                .toList();
    }

    /** Describes the processes whose locks a swap may wait for. */
    List<String> holding(String view) throws SQLException {
        return Sql.list(
                connection,
                HOLDING,
                (row, _) -> "process %d uses %s".formatted(row.getInt("pid"), row.getString("relation")),
                own,
                view);
    }

    private List<Transaction> running() throws SQLException {
        return Sql.list(
                connection,
                RUNNING,
                (row, _) -> new Transaction(row.getString("number"), row.getInt("pid")),
                role,
                own);
    }
}
