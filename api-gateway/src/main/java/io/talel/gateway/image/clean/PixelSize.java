package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * What the header of a file states, read without decoding anything.
 *
 * @param deep whether a colour takes two bytes
 */
record PixelSize(int width, int height, boolean deep) {

    /** Most pixels of one picture: three times what phones take by default. */
    static final int MAX_PIXELS = 40_000_000;

    /** @throws UnreadableImage if decoding the file would take more memory than is ever given to one */
    static PixelSize of(Path file, ImageFormat format) throws IOException {
        ImageReader reader = Codecs.reader(format);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, true, true);
            boolean deep = format == ImageFormat.PNG
                    && reader.getRawImageType(0).getSampleModel().getSampleSize(0) > Byte.SIZE;
            PixelSize size = new PixelSize(reader.getWidth(0), reader.getHeight(0), deep);
            if (size.weight() > MAX_PIXELS) {
                throw new UnreadableImage("a picture of " + size);
            }
            return size;
        } finally {
            reader.dispose();
        }
    }

    /** Pixels, those of deep colour counted twice. */
    long weight() {
        return (long) width * height * (deep ? 2 : 1);
    }
}
