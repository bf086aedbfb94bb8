package io.talel.query.visibility;

import io.talel.query.projection.Projection;

/** Writes rows that a projection has not written in time. */
public interface LateRows {

    /**
     * Takes a row from the version that it shows to an awaited one. Does nothing where the projection is paused, the stream is
     * parked or somebody else has written the row meanwhile.
     *
     * @param shown version of the row, -1 if there is none
     * @param awaited version of a recorded event
     */
    void write(Projection projection, String stream, long shown, long awaited);
}
