package io.talel.query.projection;

/**
 * Takes the rows of a projection into a generation. Live events go to the active one; a rebuild fills the next one with
 * the same projection and a writer of its own.
 */
public interface GenerationWriter {

    /** Writes a batch within the transaction that is open, shortly before it commits. */
    void write(RowBatch rows);

    /** Called once the transaction that wrote the batch has committed. */
    void committed(RowBatch rows);
}
