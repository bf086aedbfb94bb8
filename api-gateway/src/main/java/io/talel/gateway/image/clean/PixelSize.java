package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * The size of one picture as its header states it.
 *
 * @param deep whether a colour takes two bytes
 */
record PixelSize(int width, int height, boolean deep) {

    /** Most pixels of one picture: three times what phones take by default. */
    static final int MAX_PIXELS = 40_000_000;

    /** @throws UnreadableImage if decoding the picture would take more memory than is ever given to one */
    static PixelSize of(ImageReader reader, int index, ImageFormat format) throws IOException {
        boolean deep = format == ImageFormat.PNG
                && reader.getRawImageType(index).getSampleModel().getSampleSize(0) > Byte.SIZE;
        PixelSize size = new PixelSize(reader.getWidth(index), reader.getHeight(index), deep);
        if (size.weight() > MAX_PIXELS) {
            throw new UnreadableImage("a picture of " + size);
        }
        return size;
    }

    /** Pixels, those of deep colour counted twice. */
    long weight() {
        return (long) width * height * (deep ? 2 : 1);
    }
}
