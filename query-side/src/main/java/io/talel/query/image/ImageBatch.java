package io.talel.query.image;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
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

/**
 * The images that one transaction writes. A removed row is blanked; only its version stays. An image that is uploaded and
 * removed in the same transaction is written first, then blanked.
 */
final class ImageBatch implements RowBatch {

    record Uploaded(
            ImageId id, long version, UserId ownerId, ImageFileName file, StoredImage stored, Instant uploadedAt) {}

    record Removed(ImageId id, long version, Instant removedAt) {}

    private static final RowStatement<Uploaded> UPSERT = new RowTable<Uploaded>(
                    "image", row -> row.id.value(), Uploaded::version)
            .upsert(RowColumns.<Uploaded>none()
                    .bigint("owner_id", row -> row.ownerId.value())
                    .text("file", row -> row.file.value())
                    .text("storage_key", row -> row.stored.key())
                    .text("format", row -> row.stored.format().name())
                    .bigint("bytes", row -> row.stored.bytes())
                    .text("sha256", row -> row.stored.sha256())
                    .integer("width", row -> row.stored.width())
                    .integer("height", row -> row.stored.height())
                    .instant("created_at", Uploaded::uploadedAt)
                    .instant("updated_at", Uploaded::uploadedAt));

    private static final RowStatement<Removed> REMOVE = new RowTable<Removed>(
                    "image", row -> row.id.value(), Removed::version)
            .update(RowColumns.<Removed>none().instant("updated_at", Removed::removedAt), """
                    removed = true, file = '', storage_key = '', format = '', bytes = 0, sha256 = '', width = 0, height = 0""");

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
    public boolean writeAndCommit(Connection connection, String schema) throws SQLException {
        return removed.isEmpty() && UPSERT.executeAndCommit(connection, schema, uploaded.values());
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
