package io.talel.ops.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A connection on which every run inserts and commits one event row: as much as the database alone can do. */
final class Inserting implements Operation {

    private static final String INSERT = """
            insert into raw_limit.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            values (?, ?, 0, ?, ?, ?, ?, ?, ?)""";

    private final Connection connection;
    private final PreparedStatement insert;
    private final List<EventRow> rows;
    private int next;

    Inserting(Connection connection, List<EventRow> rows) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(INSERT);
        this.rows = rows;
    }

    @Override
    public void run() throws SQLException {
        EventRow row = rows.get(next);
        next = (next + 1) % rows.size();
        UUID event = UUID.randomUUID();
        insert.setObject(1, event);
        insert.setString(2, "article-" + event.getLeastSignificantBits());
        insert.setString(3, row.aggregateType());
        insert.setObject(4, row.occurredAt());
        insert.setString(5, row.eventName());
        insert.setString(6, row.eventRevision());
        insert.setBytes(7, row.payload());
        insert.setBytes(8, row.metadata());
        insert.executeUpdate();
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
