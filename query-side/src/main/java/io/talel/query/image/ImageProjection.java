package io.talel.query.image;

import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.image.ImageEvent.ImageRemoved;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.query.projection.EventFold;
import io.talel.query.projection.RowChange;
import io.talel.query.projection.RowChange.Created;
import io.talel.query.projection.RowChange.Removed;
import io.talel.query.projection.RowTable;
import java.time.Instant;

/** Keeps one row for each image. A removed row is blanked; only its version stays. */
final class ImageProjection implements EventFold<ImageEvent, ImageColumns> {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 2;

    @Override
    public Class<ImageEvent> events() {
        return ImageEvent.class;
    }

    @Override
    public RowTable<ImageColumns> table() {
        return ImageColumns.TABLE;
    }

    @Override
    public RowChange<ImageColumns> fold(ImageEvent event, Instant at) {
        return switch (event) {
            case ImageUploaded e -> new Created<>(new ImageColumns(e.ownerId(), e.file(), e.stored(), at));
            case ImageRemoved _ -> new Removed<>();
        };
    }
}
