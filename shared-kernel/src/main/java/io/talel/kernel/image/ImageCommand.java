package io.talel.kernel.image;

import io.talel.kernel.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an image. */
public sealed interface ImageCommand {

    @TargetAggregateIdentifier
    ImageId imageId();

    /** Answered with {@code Recorded<ImageUploaded>}; the bytes are in the object store already. */
    record UploadImage(ImageId imageId, UserId ownerId, ImageFile file, StoredImage stored) implements ImageCommand {}
}
