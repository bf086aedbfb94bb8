package io.talel.query.user;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.query.projection.Reached;
import io.talel.query.projection.RowBatch;
import io.talel.query.projection.RowStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The users that one transaction writes. */
final class UserBatch implements RowBatch {

    record Registered(
            UserId id, long version, Username username, String location, String avatarUrl, Instant registeredAt) {}

    private static final RowStatement<Registered> UPSERT =
            new RowStatement<>("user_account", """
            INSERT INTO ${schema}.user_account (id, version, username, location, avatar_url, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET version    = excluded.version,
                username   = excluded.username,
                location   = excluded.location,
                avatar_url = excluded.avatar_url,
                created_at = excluded.created_at,
                updated_at = excluded.updated_at
            WHERE user_account.version < excluded.version
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.id.value());
                statement.setLong(2, row.version);
                statement.setString(3, row.username.value());
                statement.setString(4, row.location);
                statement.setString(5, row.avatarUrl);
                RowStatement.setInstant(statement, 6, row.registeredAt);
                RowStatement.setInstant(statement, 7, row.registeredAt);
            });

    private final Map<UserId, Registered> registered = new LinkedHashMap<>();

    void register(Registered user) {
        registered.put(user.id, user);
    }

    @Override
    public void writeTo(Connection connection, String schema) throws SQLException {
        UPSERT.execute(connection, schema, List.copyOf(registered.values()));
    }

    @Override
    public List<Reached> reached() {
        return registered.values().stream()
                .map(row -> new Reached(new StreamVersion(row.id.toString(), row.version), row.registeredAt))
                .toList();
    }
}
