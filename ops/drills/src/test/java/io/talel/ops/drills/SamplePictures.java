package io.talel.ops.drills;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures to upload. */
final class SamplePictures {

    private SamplePictures() {}

    static byte[] png() {
        return png(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB));
    }

    /** Noise, which no format makes smaller: some 480 kB. */
    static byte[] largePng() {
        BufferedImage noise = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 400 * 400; i++) {
            noise.setRGB(i % 400, i / 400, random.nextInt());
        }
        return png(noise);
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
