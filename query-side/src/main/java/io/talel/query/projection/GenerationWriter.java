package io.talel.query.projection;

import java.util.List;

/**
 * Takes the rows of a projection into a generation. Live events go to the active one; a rebuild fills the next one with
 * the same projection and a writer of its own.
 */
public interface GenerationWriter {

    /** Writes a batch within the transaction that is open; a large transaction writes several. */
    void write(RowBatch rows);

    /** Called once the transaction has committed, with the versions that its batches reached, in their order. */
    void committed(List<Reached> reached);
}
