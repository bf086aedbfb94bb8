package io.talel.gateway.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A queue in a table, from which any node takes due rows, the oldest first. A node holds a row for a lease; if it dies, the row
 * is due again. Times are those of the database, so that clocks of nodes need not agree.
 */
public final class LeasedQueue<T> {

    /** The inner SELECT is an array, so that it runs once: joined with it, PostgreSQL may repeat it and take more. */
    private static final String TAKE = """
            UPDATE {table}
            SET due_at = now() + make_interval(secs => :lease){counting}
            WHERE {key} = ANY (ARRAY(
                SELECT {key} FROM {table}
                WHERE due_at <= now()
                ORDER BY due_at
                LIMIT :most
                FOR UPDATE SKIP LOCKED))
            RETURNING {columns}
            """;

    private static final String KEEP = """
            UPDATE {table}
            SET due_at = greatest(due_at, now() + make_interval(secs => :lease))
            WHERE {key} IN (:keys) AND due_at IS NOT NULL
            """;

    private static final String POSTPONE = """
            UPDATE {table}
            SET due_at = now() + make_interval(secs => :pause)
            WHERE {key} = :id AND due_at IS NOT NULL
            """;

    private static final String REMOVE = "DELETE FROM {table} WHERE {key} = :id";

    private final JdbcClient jdbc;
    private final Table table;
    private final Duration lease;
    private final RowMapper<T> row;

    /**
     * The table of the queue. Its column {@code due_at} says when a node may take the row; null: never again.
     *
     * @param key its primary key
     * @param countsAttempts whether its column {@code attempts} counts how often a row was taken
     * @param columns what the row mapper reads
     */
    public record Table(String name, String key, boolean countsAttempts, String columns) {

        private String in(String statement) {
            return statement
                    .replace("{table}", name)
                    .replace("{key}", key)
                    .replace("{counting}", countsAttempts ? ", attempts = attempts + 1" : "")
                    .replace("{columns}", columns);
        }
    }

    public LeasedQueue(JdbcClient jdbc, Table table, Duration lease, RowMapper<T> row) {
        this.jdbc = jdbc;
        this.table = table;
        this.lease = lease;
        this.row = row;
    }

    /** Takes rows that are due and that no other node has. */
    public List<T> take(int most) {
        return jdbc.sql(table.in(TAKE))
                .param("lease", lease.toSeconds())
                .param("most", most)
                .query(row)
                .list();
    }

    public Optional<T> take() {
        return take(1).stream().findFirst();
    }

    /** Begins the lease of rows anew, unless they are never due again. */
    public void keep(Collection<?> keys) {
        jdbc.sql(table.in(KEEP))
                .param("lease", lease.toSeconds())
                .param("keys", keys)
                .update();
    }

    /** Schedules a row again, unless it is never due again. */
    public void dueIn(Duration pause, Object id) {
        jdbc.sql(table.in(POSTPONE))
                .param("pause", pause.toSeconds())
                .param("id", id)
                .update();
    }

    /** Removes a finished row. */
    public void remove(Object id) {
        jdbc.sql(table.in(REMOVE)).param("id", id).update();
    }
}
