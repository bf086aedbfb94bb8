package io.talel.query.generation;

import io.talel.kernel.LogLineage;
import io.talel.query.datasource.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares the read models with the event log. After a restore of the log alone, read models in a database of their own show
 * lost events, and their segments stand beyond the end of the log: new events at those places would never be projected.
 */
public final class ReadModelLineage {

    private static final String RECORDED = "SELECT id FROM read_model.lineage";

    private static final String RECORD = """
            INSERT INTO read_model.lineage (id) VALUES (?)
            ON CONFLICT (only_row) DO UPDATE SET id = excluded.id, since = now()
            WHERE lineage.id <> excluded.id""";

    /** The last place that a segment or a kept generation has reached. */
    private static final String FURTHEST = """
            SELECT coalesce(max(place), 0)
            FROM (SELECT (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint AS place FROM read_model.token_entry
                  UNION ALL
                  SELECT (position ->> 'index')::bigint FROM read_model.generation) reached""";

    private static final String HOLDS_THE_LOG = "SELECT to_regclass('operations.lineage') IS NOT NULL";

    private static final String OF_THE_LOG_HERE = "SELECT id FROM operations.lineage ORDER BY number DESC LIMIT 1";

    private final @Nullable LogLineage log;

    /** @param log null in a process without the write side */
    ReadModelLineage(@Nullable LogLineage log) {
        this.log = log;
    }

    /**
     * Records the lineage of the log, unless the read models belong to another log. Read models in the log's own database were
     * copied or restored with it, so they take over its lineage.
     *
     * @param owner reads and writes as the owner of the read models
     * @throws LineageMismatch if they belong to another log
     */
    void adopt(Connection owner) throws SQLException {
        if (log != null) {
            long furthest = furthest(owner);
            LogLineage.Current current = log.current();
            Optional<UUID> recorded = id(owner, RECORDED);
            if (recorded.isPresent() && !recorded.get().equals(current.id()) && !isHere(owner, current.id())) {
                throw LineageMismatch.ofAnother(recorded.get(), current.id());
            }
            requireReached(furthest, current);
            Sql.update(owner, RECORD, current.id());
        }
    }

    /** @throws LineageMismatch if they are recorded for another log, or have passed the end of this one */
    public void require(Connection owner) throws SQLException {
        if (log != null) {
            long furthest = furthest(owner);
            LogLineage.Current current = log.current();
            Optional<UUID> recorded = id(owner, RECORDED);
            requireReached(furthest, current);
            if (!recorded.equals(Optional.of(current.id()))) {
                throw LineageMismatch.ofAnother(recorded.orElse(null), current.id());
            }
        }
    }

    private static void requireReached(long furthest, LogLineage.Current current) {
        if (furthest > current.head()) {
            throw LineageMismatch.beyond(furthest, current.head());
        }
    }

    private static long furthest(Connection owner) throws SQLException {
        return Sql.first(owner, FURTHEST, (row, _) -> row.getLong(1)).orElseThrow();
    }

    private static boolean isHere(Connection owner, UUID lineage) throws SQLException {
        return Sql.first(owner, HOLDS_THE_LOG, (row, _) -> row.getBoolean(1)).orElseThrow()
                && id(owner, OF_THE_LOG_HERE).equals(Optional.of(lineage));
    }

    private static Optional<UUID> id(Connection owner, String sql) throws SQLException {
        return Sql.first(owner, sql, (row, _) -> row.getObject(1, UUID.class));
    }
}
