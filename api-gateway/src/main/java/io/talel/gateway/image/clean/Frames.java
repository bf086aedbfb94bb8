package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * What the headers of a file state, all read before anything is decoded.
 *
 * @param first the picture itself, or the first of an animation
 * @param heaviest what of it takes the most memory to decode
 */
record Frames(PixelSize first, PixelSize heaviest) {

    /** Most pixels of all frames together: half a minute of a small animation, some seconds of decoding. */
    private static final long MAX_PIXELS = 200_000_000;

    /** @throws UnreadableImage if decoding the file would take more memory or time than is ever given to one */
    static Frames of(Path file, ImageFormat format) throws IOException {
        ImageReader reader = Codecs.reader(format);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, false, true);
            PixelSize first = PixelSize.of(reader, 0, format);
            return new Frames(first, isAnimation(format) ? heaviest(reader, first, format) : first);
        } finally {
            reader.dispose();
        }
    }

    /** A GIF that is cut off has one more frame than its reader counts, and that one is decoded too. */
    private static boolean has(ImageReader reader, int index, ImageFormat format) throws IOException {
        return format == ImageFormat.GIF ? GifFile.hasFrame(reader, index) : index < reader.getNumImages(true);
    }

    private static PixelSize heaviest(ImageReader reader, PixelSize first, ImageFormat format) throws IOException {
        PixelSize heaviest = first;
        long pixels = first.weight();
        for (int i = 1; has(reader, i, format); i++) {
            PixelSize frame = PixelSize.of(reader, i, format);
            heaviest = frame.weight() > heaviest.weight() ? frame : heaviest;
            pixels += frame.weight();
            if (pixels > MAX_PIXELS) {
                throw new UnreadableImage("an animation of more than " + MAX_PIXELS + " pixels");
            }
        }
        return heaviest;
    }

    /** Of the other formats one picture is decoded, whatever else is in the file. */
    private static boolean isAnimation(ImageFormat format) {
        return format == ImageFormat.GIF || format == ImageFormat.WEBP;
    }
}
