package io.talel.gateway.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images to upload. */
final class Pictures {

    /** Largest file that is accepted. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    /** One pixel, lossless; the JDK cannot write WebP. */
    static final byte[] WEBP = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    static final byte[] PNG = encoded("png", new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB));
    static final byte[] JPEG = encoded("jpg", new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB));
    static final byte[] GIF = encoded("gif", new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB));

    /** A picture that hardly compresses, like a photograph: a little less than the limit. */
    static final byte[] JUST_UNDER_THE_LIMIT = noise(830, 840);

    private Pictures() {}

    /** A small PNG with zeros behind its end, so that the file has exactly this size. */
    static byte[] pngOfSize(int bytes) {
        return Arrays.copyOf(PNG, bytes);
    }

    /** Pixels that hardly compress, in the same order every time. */
    static byte[] noise(int width, int height) {
        return encoded("png", noiseImage(width, height));
    }

    /** A JPEG of low quality, which is nearly three times as large once it is cleaned. */
    static byte[] poorJpeg(int width, int height) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.1f);
            writer.write(null, new IIOImage(noiseImage(width, height), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage noiseImage(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random colours = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colours.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
