package io.talel.kernel.image;

import io.talel.kernel.user.UserId;

/** Questions about images. All but the last are answered by the read model. */
public sealed interface ImageQuery {

    /** Answered with an optional {@link ImageView}; an image is found under its owner only. */
    record FindImage(UserId ownerId, ImageFileName file) implements ImageQuery {}

    /**
     * Answered with a list of {@link ImageView}, of people too who were removed; in the order of their numbers.
     *
     * @param after only greater numbers; 0 for all
     * @param limit at most so many, 1 to 100
     */
    record ListImagesOf(UserId ownerId, long after, int limit) implements ImageQuery {}

    /** Answered with {@link ProjectedImages}. */
    record FindProjectedImages() implements ImageQuery {}

    /**
     * A query to the write side. Answered with an optional {@link io.talel.kernel.StreamVersion}: the image, if it is recorded
     * and not removed and the read model does not show it yet. Fails if the read model is too far behind to know.
     */
    record FindUnprojectedImage(UserId ownerId, ImageFileName file, ProjectedImages shown) implements ImageQuery {}
}
