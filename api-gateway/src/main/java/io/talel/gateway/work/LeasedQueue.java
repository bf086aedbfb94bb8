package io.talel.gateway.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Work in a table, from which any node takes what is due, the longest due first. A node has a row for a lease; if it dies, the
 * row is due again. Times are those of the database, so that clocks of nodes need not agree.
 */
public final class LeasedQueue<T> {

    private final JdbcClient jdbc;
    private final Table table;
    private final Duration lease;
    private final RowMapper<T> row;

    /**
     * The table of the queue. Its column {@code due_at} says when a node may take the row; null: never again.
     *
     * @param key its primary key
     * @param also what else is set when a row is taken, each assignment behind a comma
     * @param columns what the row mapper reads
     */
    public record Table(String name, String key, String also, String columns) {}

    public LeasedQueue(JdbcClient jdbc, Table table, Duration lease, RowMapper<T> row) {
        this.jdbc = jdbc;
        this.table = table;
        this.lease = lease;
        this.row = row;
    }

    /**
     * Takes rows that are due and that no other node has. The inner SELECT is an array, so that it runs once: joined with it,
     * PostgreSQL may repeat it and take more.
     */
    public List<T> take(int most) {
        return jdbc.sql("""
                        UPDATE %1$s
                        SET due_at = now() + make_interval(secs => :lease)%3$s
                        WHERE %2$s = ANY (ARRAY(
                            SELECT %2$s FROM %1$s
                            WHERE due_at <= now()
                            ORDER BY due_at
                            LIMIT :most
                            FOR UPDATE SKIP LOCKED))
                        RETURNING %4$s
                        """.formatted(table.name, table.key, table.also, table.columns))
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
        jdbc.sql(
                        "UPDATE %s SET due_at = greatest(due_at, now() + make_interval(secs => :lease)) WHERE %s IN (:keys) AND due_at IS NOT NULL"
                                .formatted(table.name, table.key))
                .param("lease", lease.toSeconds())
                .param("keys", keys)
                .update();
    }

    /** Unless it is never due again. */
    public void dueIn(Duration pause, Object id) {
        jdbc.sql("UPDATE %s SET due_at = now() + make_interval(secs => :pause) WHERE %s = :id AND due_at IS NOT NULL"
                        .formatted(table.name, table.key))
                .param("pause", pause.toSeconds())
                .param("id", id)
                .update();
    }

    /** Nothing is left to do. */
    public void remove(Object id) {
        jdbc.sql("DELETE FROM %s WHERE %s = :id".formatted(table.name, table.key))
                .param("id", id)
                .update();
    }
}
