package io.talel.kernel.image;

import io.talel.kernel.user.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of images. */
public sealed interface ImageCommand {

    /**
     * Answered with a list of {@code Recorded<ImageUploaded>} in the order of the images; all are recorded or none. The
     * bytes are in the object store already.
     */
    record UploadImages(UserId ownerId, List<NewImage> images) implements ImageCommand {

        public UploadImages {
            images = List.copyOf(images);
        }
    }

    /**
     * Records an image of another service, as of the time of its upload there. Answered with nothing; refused as unknown
     * when its owner is. The bytes are in the object store already.
     */
    record ImportImage(
            @TargetAggregateIdentifier ImageId imageId,
            UserId ownerId,
            ImageFileName file,
            StoredImage stored,
            Instant uploadedAt)
            implements ImageCommand {}

    /** Answered with the {@code StreamVersion} reached; an image that was removed already records no event. */
    record RemoveImage(@TargetAggregateIdentifier ImageId imageId) implements ImageCommand {}

    record NewImage(ImageId imageId, ImageFileName file, StoredImage stored) {}
}
