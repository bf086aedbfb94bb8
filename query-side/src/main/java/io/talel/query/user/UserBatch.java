package io.talel.query.user;

import static java.util.Objects.requireNonNullElse;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.user.AvatarUrl;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.query.projection.RowBatch;
import io.talel.query.projection.RowColumns;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowTable;
import io.talel.query.projection.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users that one transaction writes: whole rows of new users, changed columns of the others. */
final class UserBatch implements RowBatch {

    record Registered(
            UserId id,
            long version,
            Username username,
            Location location,
            AvatarUrl avatarUrl,
            Instant createdAt,
            Instant updatedAt) {

        Registered with(Changed change) {
            return new Registered(
                    id,
                    change.version,
                    requireNonNullElse(change.username, username),
                    requireNonNullElse(change.location, location),
                    requireNonNullElse(change.avatarUrl, avatarUrl),
                    createdAt,
                    change.updatedAt);
        }
    }

    /** A null column stays as it is. */
    record Changed(
            UserId id,
            long version,
            @Nullable Username username,
            @Nullable Location location,
            @Nullable AvatarUrl avatarUrl,
            Instant updatedAt) {

        static Changed nothing(UserId id, long version, Instant updatedAt) {
            return new Changed(id, version, null, null, null, updatedAt);
        }

        Changed then(Changed later) {
            return new Changed(
                    id,
                    later.version,
                    later.username == null ? username : later.username,
                    later.location == null ? location : later.location,
                    later.avatarUrl == null ? avatarUrl : later.avatarUrl,
                    later.updatedAt);
        }
    }

    private static final RowStatement<Registered> UPSERT = new RowTable<Registered>(
                    "user_account", row -> row.id.value(), Registered::version)
            .upsert(RowColumns.<Registered>none()
                    .text("username", row -> row.username.value())
                    .text("location", row -> row.location.value())
                    .text("avatar_url", row -> row.avatarUrl.value())
                    .instant("created_at", Registered::createdAt)
                    .instant("updated_at", Registered::updatedAt));

    private static final RowStatement<Changed> UPDATE = new RowTable<Changed>(
                    "user_account", row -> row.id.value(), Changed::version)
            .update(RowColumns.<Changed>none()
                    .text("username", row -> row.username == null ? null : row.username.value())
                    .text("location", row -> row.location == null ? null : row.location.value())
                    .text("avatar_url", row -> row.avatarUrl == null ? null : row.avatarUrl.value())
                    .instant("updated_at", Changed::updatedAt));

    private final Map<UserId, Registered> registered = new LinkedHashMap<>();
    private final Map<UserId, Changed> changed = new LinkedHashMap<>();

    void register(Registered user) {
        registered.put(user.id, user);
    }

    void change(Changed change) {
        if (registered.computeIfPresent(change.id, (_, user) -> user.with(change)) == null) {
            changed.merge(change.id, change, Changed::then);
        }
    }

    @Override
    public void writeTo(Connection connection, String schema) throws SQLException {
        UPSERT.execute(connection, schema, List.copyOf(registered.values()));
        UPDATE.execute(connection, schema, List.copyOf(changed.values()));
    }

    @Override
    public boolean writeAndCommit(Connection connection, String schema) throws SQLException {
        return changed.isEmpty() && UPSERT.executeAndCommit(connection, schema, registered.values());
    }

    @Override
    public List<RowVersion> reached() {
        return Stream.concat(
                        registered.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        changed.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)))
                .toList();
    }

    private static RowVersion reached(UserId id, long version, Instant at) {
        return new RowVersion(new StreamVersion(id.toString(), version), at);
    }
}
