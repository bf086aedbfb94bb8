package io.talel.query.projection;

import java.time.Instant;

/**
 * The statements that write the rows of a table, in the order in which a batch sends them.
 *
 * @param upsert writes new rows
 * @param update writes changes of other rows
 * @param complete comes after the statements that give rows their versions
 * @param remove blanks rows; takes the time of the removal
 * @param <R> columns of a row
 */
public record RowTable<R>(
        RowStatement<R> upsert, RowStatement<R> update, RowStatement<R> complete, RowStatement<Instant> remove) {}
