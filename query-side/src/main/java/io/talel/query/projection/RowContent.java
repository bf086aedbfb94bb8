package io.talel.query.projection;

/**
 * What events say about a row: its columns, null where a change leaves one as it is.
 *
 * @param <R> itself
 */
public interface RowContent<R extends RowContent<R>> {

    /** These columns after a later change. */
    R then(R later);

    /** Whether {@link RowTable#complete} writes more of this row. */
    default boolean needsCompletion() {
        return false;
    }

    /** Characters, if they may be many; bounds the memory of a batch. */
    default long length() {
        return 0;
    }
}
