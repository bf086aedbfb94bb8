package io.talel.query.image;

import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.image.ImageEvent.ImageRemoved;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.query.image.ImageBatch.Removed;
import io.talel.query.image.ImageBatch.Uploaded;
import io.talel.query.projection.EventFold;
import java.time.Instant;
import java.util.function.Consumer;

/** Keeps one row for each image. A removed row is blanked; only its version stays. */
final class ImageProjection implements EventFold<ImageEvent, ImageBatch> {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 2;

    @Override
    public Class<ImageEvent> events() {
        return ImageEvent.class;
    }

    @Override
    public ImageBatch emptyBatch() {
        return new ImageBatch();
    }

    @Override
    public Consumer<ImageBatch> fold(ImageEvent event, long version, Instant at) {
        return switch (event) {
            case ImageUploaded e -> {
                Uploaded row = new Uploaded(e.imageId(), version, e.ownerId(), e.file(), e.stored(), at);
                yield batch -> batch.upload(row);
            }
            case ImageRemoved e -> {
                Removed row = new Removed(e.imageId(), version, at);
                yield batch -> batch.remove(row);
            }
        };
    }
}
