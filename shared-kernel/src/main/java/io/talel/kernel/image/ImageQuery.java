package io.talel.kernel.image;

import io.talel.kernel.user.UserId;

/** What the read model answers about images. */
public sealed interface ImageQuery {

    /** Answered with an optional {@link ImageView}; an image is found under its owner only. */
    record FindImage(UserId ownerId, ImageFile file) implements ImageQuery {}

    /**
     * Answered with a list of {@link ImageView}, of people too who were removed; in the order of their numbers.
     *
     * @param after only greater numbers; 0 for all
     * @param limit at most so many, 1 to 100
     */
    record ListImagesOf(UserId ownerId, long after, int limit) implements ImageQuery {}
}
