package io.talel.ops.console.status;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

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

    private static final String LOG_BESIDE = "SELECT to_regclass('operations.lineage') IS NOT NULL";

    private static final String REMEDY =
            "Stop the nodes, then `projections recreate` rebuilds the read models from this log; or correct DB_HOST or"
                    + " TALELIO_READMODEL_DATASOURCE_URL, if one of them names the wrong database.";

    /** Reads the read models' places first: events appended meanwhile must raise no alarm. */
    public static Lineage of(Stores stores) throws SQLException {
        long furthest = Rows.number(stores.readModel(), READ_MODEL.get("greatest-place"));
        UUID recorded = id(stores.readModel(), READ_MODEL.get("lineage"));
        return Rows.first(
                        stores.eventStore(),
                        EVENT_STORE.get("log-end-and-lineage"),
                        row -> new Lineage(row.getObject("id", UUID.class), recorded, row.getLong("head"), furthest))
                .orElseThrow()
                .adopted(stores.readModel());
    }

    /** A node that starts records a new lineage if the read models are in the log's own database. */
    private Lineage adopted(Connection readModel) throws SQLException {
        boolean beside = Rows.is(readModel, LOG_BESIDE);
        return beside && log.equals(id(readModel, EVENT_STORE.get("log-end-and-lineage")))
                ? new Lineage(log, log, head, furthest)
                : this;
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
