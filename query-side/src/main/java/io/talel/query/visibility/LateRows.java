package io.talel.query.visibility;

import io.talel.query.projection.Projection;
import java.util.Map;

/** Writes rows that a projection has not written in time. */
public interface LateRows {

    /**
     * Takes each row one version further. Leaves rows alone that somebody else has written meanwhile, that somebody holds, whose
     * stream is parked or whose projection is paused.
     *
     * @param shown version of the row of each stream, -1 where there is none
     */
    void write(Projection projection, Map<String, Long> shown);
}
