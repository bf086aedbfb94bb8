package io.talel.gateway.image.clean;

import io.talel.gateway.image.decoder.DecodingTask;
import io.talel.kernel.image.ImageFormat;

/**
 * A file whose headers have been read and are within the limits.
 *
 * @param width in pixels, as the file stores it
 * @param height in pixels, as the file stores it
 * @param orientation how the decoder has to turn the picture
 * @param picture the file reduced to what a decoder needs, so that a decoder reads only checked parts
 */
record ImageHeaders(int width, int height, Orientation orientation, byte[] picture) {

    /**
     * @param memory bytes that a decoder can have
     * @throws UnreadableImage if the file is not of this format, or claims more than the limits allow
     */
    static ImageHeaders read(ImageFormat format, byte[] file, long memory) throws UnreadableImage {
        FileBytes bytes = new FileBytes(file);
        DecodingBudget budget = new DecodingBudget(memory);
        return switch (format) {
            case GIF -> GifFile.read(bytes, budget);
            case JPEG -> JpegFile.read(bytes, budget);
            case PNG -> PngFile.read(bytes, budget);
            case WEBP -> WebpFile.read(bytes, budget);
        };
    }

    /** Width of the decoded, upright picture, in pixels. */
    int uprightWidth() {
        return orientation.swaps() ? height : width;
    }

    int uprightHeight() {
        return orientation.swaps() ? width : height;
    }

    DecodingTask task(ImageFormat format) {
        return new DecodingTask(format, orientation.exif(), picture);
    }
}
