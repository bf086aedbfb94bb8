package io.talel.query.projection;

/**
 * What an event changes in its row.
 *
 * @param <R> columns of the row
 */
public sealed interface RowChange<R> {

    /** The row is new. */
    record Created<R>(R content) implements RowChange<R> {}

    /** Columns of the row change, or only its version. */
    record Changed<R>(R content) implements RowChange<R> {}

    /** The row is blanked; only its version stays. */
    record Removed<R>() implements RowChange<R> {}
}
