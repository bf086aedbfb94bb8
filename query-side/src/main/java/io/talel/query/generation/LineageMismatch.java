package io.talel.query.generation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The read models' database was filled from another event log than this one. */
public final class LineageMismatch extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    static final String REMEDY =
            "Stop all nodes, then `ops/talelio projections recreate --reason TEXT` makes the read models anew from this log"
                    + " (docs/backup.md). If the wrong database is configured, correct DB_HOST or"
                    + " TALELIO_READMODEL_DATASOURCE_URL instead";

    private LineageMismatch(String message) {
        super(message);
    }

    static LineageMismatch ofAnother(@Nullable UUID recorded, UUID log) {
        return new LineageMismatch("The read models' database belongs to the event log %s, this event log is %s"
                .formatted(recorded == null ? "of an unknown lineage" : recorded, log));
    }

    static LineageMismatch beyond(long furthest, long head) {
        return new LineageMismatch(
                "The read models have taken events up to place %d, but the event log ends at %d: they are those of another log"
                        .formatted(furthest, head));
    }
}
