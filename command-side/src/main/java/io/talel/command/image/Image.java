package io.talel.command.image;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.image.ImageEvent.ImageRemoved;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageId;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** One image. */
@SuppressWarnings("NullAway.Init") // The first event sets every field, in `on`.
final class Image {

    @AggregateIdentifier
    private ImageId id;

    private Instant changedAt;
    private boolean removed;

    /** For Axon, which then tells it its events. */
    Image() {}

    Image(ImageUploaded uploaded) {
        apply(uploaded);
    }

    @CommandHandler
    StreamVersion handle(RemoveImage command) {
        if (!removed) {
            apply(new ImageRemoved(id));
        }
        return new StreamVersion(id.toString(), getVersion());
    }

    Instant changedAt() {
        return changedAt;
    }

    @EventSourcingHandler
    void on(ImageEvent event, @Timestamp Instant at) {
        changedAt = at;
        switch (event) {
            case ImageUploaded e -> id = e.imageId();
            case ImageRemoved _ -> removed = true;
        }
    }
}
