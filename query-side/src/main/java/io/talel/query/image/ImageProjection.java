package io.talel.query.image;

import io.talel.kernel.UnknownEvent;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.query.image.ImageBatch.Uploaded;
import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.UnitOfWorkRows;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps one row for each image. */
final class ImageProjection {

    /** Raise it when the same events give other rows than before. */
    static final int CODE_VERSION = 1;

    private final UnitOfWorkRows<ImageBatch> rows;

    ImageProjection(GenerationWriter generation) {
        this.rows = new UnitOfWorkRows<>(generation, ImageBatch::new);
    }

    @EventHandler
    void on(ImageEvent event, @SequenceNumber long version, @Timestamp Instant at) {
        ImageBatch batch = rows.current();
        switch (event) {
            case ImageUploaded e ->
                batch.upload(new Uploaded(e.imageId(), version, e.ownerId(), e.file(), e.stored(), at));
        }
    }

    @EventHandler
    void on(UnknownEvent event) {
        throw event.refused();
    }
}
