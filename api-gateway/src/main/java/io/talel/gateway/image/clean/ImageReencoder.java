package io.talel.gateway.image.clean;

import io.talel.gateway.image.decoder.DecoderLoop;
import io.talel.gateway.image.decoder.DecodingTask;
import io.talel.kernel.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The process that decodes pictures and encodes them anew. */
public final class ImageReencoder {

    private ImageReencoder() {}

    /** Serves the process that has started this one. */
    public static void main(String... arguments) {
        DecoderLoop.serve(ImageReencoder::cleaned);
    }

    static byte[] cleaned(DecodingTask task) throws IOException {
        return switch (task.format()) {
            case GIF -> GifEncoding.anew(task.file());
            case JPEG ->
                StillImageEncoding.encode(ImageFormat.JPEG, upright(task, StillImageEncoding.decodeJpeg(task.file())));
            case PNG ->
                StillImageEncoding.encode(
                        ImageFormat.PNG, upright(task, StillImageEncoding.decode(ImageFormat.PNG, task.file())));
            case WEBP -> decodedAsCheck(task.file());
        };
    }

    private static BufferedImage upright(DecodingTask task, BufferedImage stored) {
        return Orientation.of(task.orientation()).upright(stored);
    }

    /** Java has no encoder of WebP: the file is served as it is, if every frame can be decoded. */
    private static byte[] decodedAsCheck(byte[] file) throws IOException {
        ImageReader reader = Codecs.reader(ImageFormat.WEBP);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, false, true);
            int frames = reader.getNumImages(true);
            for (int i = 0; i < frames; i++) {
                reader.read(i);
            }
        } finally {
            reader.dispose();
        }
        return file;
    }
}
