package io.talel.ops.console.status;

import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares the lineages of read models and event log.
 *
 * @param log lineage of the event log
 * @param readModels lineage of the log that the read models are made from; null if none is recorded
 * @param head global index of the newest event; 0 if there is none
 * @param furthest greatest global index that a segment or a kept generation has reached
 */
public record Lineage(UUID log, @Nullable UUID readModels, long head, long furthest) {

    private static final String FURTHEST = """
            SELECT coalesce(max(place), 0)
            FROM (SELECT (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint AS place FROM read_model.token_entry
                  UNION ALL
                  SELECT (position ->> 'index')::bigint FROM read_model.generation) reached""";

    private static final String LOG = """
            SELECT id, (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event) AS head
            FROM operations.lineage
            ORDER BY number DESC
            LIMIT 1""";

    private static final String LOG_BESIDE = "SELECT to_regclass('operations.lineage') IS NOT NULL";

    private static final String RECORDED = "SELECT id FROM read_model.lineage";

    private static final String REMEDY =
            "Stop the nodes, then `projections recreate` rebuilds the read models from this log; or correct DB_HOST or"
                    + " TALELIO_READMODEL_DATASOURCE_URL, if one of them names the wrong database.";

    /** Reads the read models' places first: events appended meanwhile must raise no alarm. */
    public static Lineage of(Stores stores) throws SQLException {
        long furthest = Rows.number(stores.readModel(), FURTHEST);
        UUID recorded = id(stores.readModel(), RECORDED);
        return Rows.first(
                        stores.eventStore(),
                        LOG,
                        row -> new Lineage(row.getObject("id", UUID.class), recorded, row.getLong("head"), furthest))
                .orElseThrow()
                .adopted(stores.readModel());
    }

    /** A node that starts records a new lineage if the read models are in the log's own database. */
    private Lineage adopted(Connection readModel) throws SQLException {
        boolean beside =
                Rows.first(readModel, LOG_BESIDE, row -> row.getBoolean(1)).orElseThrow();
        return beside && log.equals(id(readModel, LOG)) ? new Lineage(log, log, head, furthest) : this;
    }

    private static @Nullable UUID id(Connection database, String sql) throws SQLException {
        return Rows.first(database, sql, row -> row.getObject("id", UUID.class)).orElse(null);
    }

    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!log.equals(readModels)) {
            problems.add(new Problem(
                    "read models",
                    "They were made from the event log %s; this event log is %s."
                            .formatted(readModels == null ? "of an unknown lineage" : readModels, log),
                    REMEDY));
        }
        if (furthest > head) {
            problems.add(new Problem(
                    "read models",
                    "They have events up to place %d, but the event log ends at %d: new events up to there would never be projected."
                            .formatted(furthest, head),
                    REMEDY));
        }
        return problems;
    }
}
