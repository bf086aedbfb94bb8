package io.talel.ops.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What the product has stored for one published article, but for the identifiers that must be unique. */
record EventRow(
        String aggregateType,
        OffsetDateTime occurredAt,
        String eventName,
        String eventRevision,
        byte[] payload,
        byte[] metadata) {

    private static final String LATEST = """
            select aggregate_type, occurred_at, event_name, event_revision, payload, metadata
            from event_store.domain_event
            where event_name = 'ArticlePublished'
            order by global_index desc
            limit 1000""";

    static List<EventRow> latest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LATEST);
                ResultSet row = select.executeQuery()) {
            List<EventRow> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new EventRow(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5),
                        row.getBytes(6)));
            }
            return rows;
        }
    }

    /** A table like that of the log, indexes and all, that no node looks at. */
    static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create schema raw_limit;
                    create table raw_limit.domain_event (like event_store.domain_event including all);
                    create sequence raw_limit.global_index owned by raw_limit.domain_event.global_index;
                    alter table raw_limit.domain_event
                      alter column global_index set default nextval('raw_limit.global_index');""");
        }
    }
}
