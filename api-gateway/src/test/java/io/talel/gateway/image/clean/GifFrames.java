package io.talel.gateway.image.clean;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The pixels of an animation, frame by frame. */
final class GifFrames {

    private GifFrames() {}

    static List<List<Integer>> pixels(byte[] file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            List<List<Integer>> frames = new ArrayList<>();
            for (int i = 0; i < reader.getNumImages(true); i++) {
                BufferedImage frame = reader.read(i);
                int[] colours = frame.getRGB(0, 0, frame.getWidth(), frame.getHeight(), null, 0, frame.getWidth());
                frames.add(IntStream.of(colours).boxed().toList());
            }
            return frames;
        } finally {
            reader.dispose();
        }
    }
}
