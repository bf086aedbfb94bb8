package io.talel.command.image;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageId;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** One image. */
@SuppressWarnings("NullAway.Init") // The first event sets every field, in `on`.
final class Image {

    @AggregateIdentifier
    private ImageId id;

    private Instant changedAt;

    /** For Axon, which then tells it its events. */
    Image() {}

    Image(ImageUploaded uploaded) {
        apply(uploaded);
    }

    Instant changedAt() {
        return changedAt;
    }

    @EventSourcingHandler
    void on(ImageEvent event, @Timestamp Instant at) {
        changedAt = at;
        switch (event) {
            case ImageUploaded e -> id = e.imageId();
        }
    }
}
