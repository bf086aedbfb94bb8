package io.talel.query.projection;

import io.talel.query.projection.RowChange.Changed;
import io.talel.query.projection.RowChange.Created;
import io.talel.query.projection.RowChange.Removed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the events of one transaction change in the rows of a table, folded: whole rows of new ones, changed columns of the
 * others, each at most once. A row that is created and removed in the same transaction is written first, then blanked.
 */
final class RowBatch<R extends RowContent<R>> {

    /** Characters from which on a batch is written; one more row may exceed it. */
    private static final long FULL_LENGTH = 4L * 1024 * 1024;

    private final Map<Long, Row<R>> created = new LinkedHashMap<>();
    private final Map<Long, Row<R>> changed = new LinkedHashMap<>();
    private final Map<Long, Row<Instant>> removed = new LinkedHashMap<>();
    private final RowTable<R> table;

    private long length;

    RowBatch(RowTable<R> table) {
        this.table = table;
    }

    void add(long id, RowVersion version, RowChange<R> change) {
        switch (change) {
            case Created<R>(R content) -> {
                length += content.length();
                created.put(id, new Row<>(id, version, content));
            }
            case Changed<R>(R content) -> {
                length += content.length();
                (created.containsKey(id) ? created : changed)
                        .merge(id, new Row<>(id, version, content), RowBatch::changed);
            }
            case Removed<R>() -> {
                changed.remove(id);
                removed.put(id, new Row<>(id, version, version.at()));
            }
        }
    }

    private static <R extends RowContent<R>> Row<R> changed(Row<R> row, Row<R> later) {
        return new Row<>(row.id(), later.reached(), row.content().then(later.content()));
    }

    /** Writes the rows, within the connection's transaction. */
    void writeTo(Connection connection, String schema) throws SQLException {
        table.upsert().execute(connection, schema, created.values());
        table.update().execute(connection, schema, changed.values());
        table.complete().execute(connection, schema, toComplete());
        table.remove().execute(connection, schema, removed.values());
    }

    /** Writes the rows; a new row alone is committed with its statement. */
    void writeLast(Connection connection, String schema) throws SQLException {
        if (created.size() == 1 && changed.isEmpty() && toComplete().isEmpty() && removed.isEmpty()) {
            table.upsert()
                    .executeAndCommit(
                            connection, schema, created.values().iterator().next());
        } else {
            writeTo(connection, schema);
        }
    }

    private List<Row<R>> toComplete() {
        return Stream.of(created, changed)
                .flatMap(rows -> rows.values().stream())
                .filter(row -> row.content().needsCompletion())
                .toList();
    }

    boolean isFull() {
        return length >= FULL_LENGTH;
    }

    /** The versions that can be read once the transaction has committed. */
    List<RowVersion> reached() {
        return Stream.of(created, changed, removed)
                .flatMap(rows -> rows.values().stream())
                .map(Row::reached)
                .toList();
    }
}
