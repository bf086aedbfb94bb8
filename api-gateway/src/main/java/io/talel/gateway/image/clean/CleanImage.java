package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;

/**
 * What a cleaned file holds.
 *
 * @param bytes size of the file
 * @param sha256 hash of the file, 64 lower-case hex digits
 * @param width in pixels, as the file stores it
 * @param height in pixels, as the file stores it
 */
public record CleanImage(ImageFormat format, long bytes, String sha256, int width, int height) {}
