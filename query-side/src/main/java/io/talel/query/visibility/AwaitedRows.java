package io.talel.query.visibility;

import io.talel.query.projection.Projection;
import java.util.Map;

/** Writes rows that a projection has not written in time. */
public interface AwaitedRows {

    /**
     * Writes the next version of each row. Skips rows that another transaction has written meanwhile or holds, parked streams
     * and paused projections.
     *
     * @param shown version of the row of each stream, -1 where there is none
     */
    void write(Projection projection, Map<String, Long> shown);
}
