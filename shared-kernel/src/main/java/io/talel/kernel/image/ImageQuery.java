package io.talel.kernel.image;

import io.talel.kernel.user.UserId;

/** What the read model answers about images. */
public sealed interface ImageQuery {

    /** Answered with an optional {@link ImageView}; an image is found under its owner only. */
    record FindImage(UserId ownerId, ImageFile file) implements ImageQuery {}
}
