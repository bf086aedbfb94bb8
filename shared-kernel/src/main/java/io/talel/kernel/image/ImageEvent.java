package io.talel.kernel.image;

import io.talel.kernel.DataSubject;
import io.talel.kernel.Personal;
import io.talel.kernel.user.UserId;

/** What happened to an image. */
public sealed interface ImageEvent {

    ImageId imageId();

    /** @param file made of the client's name of the file, which may tell of the person */
    record ImageUploaded(
            ImageId imageId,
            @DataSubject UserId ownerId,
            @Personal(erasedAs = ImageFileName.ERASED) ImageFileName file,
            StoredImage stored)
            implements ImageEvent {}

    /** The last event of an image. */
    record ImageRemoved(ImageId imageId) implements ImageEvent {}
}
