package io.talel.query.image;

import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import io.talel.query.projection.RowColumns;
import io.talel.query.projection.RowContent;
import io.talel.query.projection.RowStatement;
import io.talel.query.projection.RowTable;
import java.time.Instant;

/** Columns of an image. */
record ImageColumns(UserId ownerId, ImageFileName file, StoredImage stored, Instant uploadedAt)
        implements RowContent<ImageColumns> {

    static final RowTable<ImageColumns> TABLE = new RowTable<>(
            RowStatement.upsert(
                    "image",
                    RowColumns.<ImageColumns>none()
                            .bigint("owner_id", row -> row.ownerId.value())
                            .text("file", row -> row.file.value())
                            .text("storage_key", row -> row.stored.key())
                            .text("format", row -> row.stored.format().name())
                            .bigint("bytes", row -> row.stored.bytes())
                            .text("sha256", row -> row.stored.sha256())
                            .integer("width", row -> row.stored.width())
                            .integer("height", row -> row.stored.height())
                            .instant("created_at", ImageColumns::uploadedAt)),
            RowStatement.none(),
            RowStatement.none(),
            RowStatement.update("image", RowColumns.none(), """
                    removed = true, file = '', storage_key = '', format = '', bytes = 0, sha256 = '', width = 0, height = 0"""));

    /** No event changes an image. */
    @Override
    public ImageColumns then(ImageColumns later) {
        return later;
    }
}
