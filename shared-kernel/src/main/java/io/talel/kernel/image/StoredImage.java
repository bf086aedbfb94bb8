package io.talel.kernel.image;

/**
 * The bytes of an image in the object store.
 *
 * @param key name of the object in the content bucket
 * @param bytes size of the object
 * @param sha256 hash of the object, 64 lower-case hex digits
 * @param width in pixels
 * @param height in pixels
 */
public record StoredImage(String key, ImageFormat format, long bytes, String sha256, int width, int height) {}
