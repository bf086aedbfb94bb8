package io.talel.query.image;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.image.ImageFile;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import io.talel.query.projection.RowBatch;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The images that one transaction writes. A removed row is blanked; only its version stays. An image that is uploaded and
 * removed in the same transaction is written first, then blanked.
 */
final class ImageBatch implements RowBatch {

    record Uploaded(ImageId id, long version, UserId ownerId, ImageFile file, StoredImage stored, Instant uploadedAt) {}

    record Removed(ImageId id, long version, Instant removedAt) {}

    private static final RowStatement<Uploaded> UPSERT =
            new RowStatement<>("image", """
            INSERT INTO ${schema}.image (id, version, owner_id, file, storage_key, format, bytes, sha256, width, height,
                                         created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
            SET version     = excluded.version,
                owner_id    = excluded.owner_id,
                file        = excluded.file,
                storage_key = excluded.storage_key,
                format      = excluded.format,
                bytes       = excluded.bytes,
                sha256      = excluded.sha256,
                width       = excluded.width,
                height      = excluded.height,
                created_at  = excluded.created_at,
                updated_at  = excluded.updated_at
            WHERE image.version < excluded.version
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.id.value());
                statement.setLong(2, row.version);
                statement.setLong(3, row.ownerId.value());
                statement.setString(4, row.file.value());
                statement.setString(5, row.stored.key());
                statement.setString(6, row.stored.format().name());
                statement.setLong(7, row.stored.bytes());
                statement.setString(8, row.stored.sha256());
                statement.setInt(9, row.stored.width());
                statement.setInt(10, row.stored.height());
                RowStatement.setInstant(statement, 11, row.uploadedAt);
                RowStatement.setInstant(statement, 12, row.uploadedAt);
            });

    private static final RowStatement<Removed> REMOVE =
            new RowStatement<>("image", """
            UPDATE ${schema}.image
            SET version     = ?,
                removed     = true,
                file        = '',
                storage_key = '',
                format      = '',
                bytes       = 0,
                sha256      = '',
                width       = 0,
                height      = 0,
                updated_at  = ?
            WHERE id = ? AND version < ?
            """, row -> row.id.value(), (statement, row) -> {
                statement.setLong(1, row.version);
                RowStatement.setInstant(statement, 2, row.removedAt);
                statement.setLong(3, row.id.value());
                statement.setLong(4, row.version);
            });

    private final Map<ImageId, Uploaded> uploaded = new LinkedHashMap<>();
    private final Map<ImageId, Removed> removed = new LinkedHashMap<>();

    void upload(Uploaded image) {
        uploaded.put(image.id, image);
    }

    void remove(Removed image) {
        removed.put(image.id, image);
    }

    @Override
    public void writeTo(Connection connection, String schema) throws SQLException {
        UPSERT.execute(connection, schema, List.copyOf(uploaded.values()));
        REMOVE.execute(connection, schema, List.copyOf(removed.values()));
    }

    @Override
    public List<RowVersion> reached() {
        return Stream.concat(
                        uploaded.values().stream().map(row -> reached(row.id, row.version, row.uploadedAt)),
                        removed.values().stream().map(row -> reached(row.id, row.version, row.removedAt)))
                .toList();
    }

    private static RowVersion reached(ImageId id, long version, Instant at) {
        return new RowVersion(new StreamVersion(id.toString(), version), at);
    }
}
