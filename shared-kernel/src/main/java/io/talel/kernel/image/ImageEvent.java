package io.talel.kernel.image;

import io.talel.kernel.user.UserId;

/** What happened to an image. */
public sealed interface ImageEvent {

    ImageId imageId();

    record ImageUploaded(ImageId imageId, UserId ownerId, ImageFile file, StoredImage stored) implements ImageEvent {}

    /** The last event of an image. */
    record ImageRemoved(ImageId imageId) implements ImageEvent {}
}
