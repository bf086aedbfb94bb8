package io.talel.gateway.image.clean;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What is in an animation, frame by frame. */
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

    /** An animation of square frames that say how large they are, with data for one pixel each. */
    static byte[] ofSizes(int... sizes) {
        ByteBuffer file = ByteBuffer.allocate(20 + 15 * sizes.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(Uploads.ascii("GIF89a")).putShort((short) 1).putShort((short) 1);
        file.put((byte) 0x80).putShort((short) 0).put(new byte[6]);
        for (int size : sizes) {
            file.put((byte) 0x2C).putInt(0).putShort((short) size).putShort((short) size);
            file.put(new byte[] {0, 2, 2, 0x44, 1, 0});
        }
        return file.put((byte) 0x3B).array();
    }
}
