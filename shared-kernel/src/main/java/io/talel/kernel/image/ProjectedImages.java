package io.talel.kernel.image;

import java.util.List;

/**
 * Which images the read model shows: those recorded up to a place of the log, without the parked ones.
 *
 * @param parked streams of images
 */
public record ProjectedImages(long place, List<String> parked) {}
