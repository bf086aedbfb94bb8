package io.talel.ops.console.imports;

import io.talel.kernel.image.ImageFormat;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Format and size of a picture, as its file says.
 *
 * @param width in pixels, as the file stores it
 * @param height in pixels, as the file stores it
 */
record PictureHeader(ImageFormat format, int width, int height) {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final int WEBP_SIZE = 0x3FFF;

    /** Empty if the file is no GIF, JPEG, PNG or WebP. */
    static Optional<PictureHeader> read(byte[] file) {
        try {
            return find(ByteBuffer.wrap(file)).filter(picture -> picture.width > 0 && picture.height > 0);
        } catch (IndexOutOfBoundsException | BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static Optional<PictureHeader> find(ByteBuffer file) {
        if (isAt(file, 0, "GIF8")) {
            file.order(ByteOrder.LITTLE_ENDIAN);
            return Optional.of(new PictureHeader(ImageFormat.GIF, number(file, 6), number(file, 8)));
        }
        if (isAt(file, 1, "PNG\r\n") && isAt(file, 12, "IHDR")) {
            return Optional.of(new PictureHeader(ImageFormat.PNG, file.getInt(16), file.getInt(20)));
        }
        if (isAt(file, 0, "RIFF") && isAt(file, 8, "WEBP")) {
            return webp(file.order(ByteOrder.LITTLE_ENDIAN));
        }
        return file.get(0) == JPEG[0] && file.get(1) == JPEG[1] && file.get(2) == JPEG[2]
                ? jpeg(file.position(2))
                : Optional.empty();
    }

    /** The first frame, after any other segments. */
    private static Optional<PictureHeader> jpeg(ByteBuffer file) {
        while (true) {
            if (file.get() != JPEG[0]) {
                return Optional.empty();
            }
            int marker = Byte.toUnsignedInt(file.get());
            while (marker == 0xFF) {
                marker = Byte.toUnsignedInt(file.get());
            }
            int segment = file.position();
            if (isFrame(marker)) {
                return Optional.of(
                        new PictureHeader(ImageFormat.JPEG, number(file, segment + 5), number(file, segment + 3)));
            }
            int next = segment + number(file, segment);
            if (next > file.limit()) {
                return Optional.empty();
            }
            file.position(next);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static Optional<PictureHeader> webp(ByteBuffer file) {
        if (isAt(file, 12, "VP8X")) {
            return webp((file.getInt(24) & 0xFFFFFF) + 1, (file.getInt(26) >>> 8) + 1);
        }
        if (isAt(file, 12, "VP8L")) {
            int size = file.getInt(21);
            return webp((size & WEBP_SIZE) + 1, ((size >>> 14) & WEBP_SIZE) + 1);
        }
        return isAt(file, 12, "VP8 ")
                ? webp(number(file, 26) & WEBP_SIZE, number(file, 28) & WEBP_SIZE)
                : Optional.empty();
    }

    private static Optional<PictureHeader> webp(int width, int height) {
        return Optional.of(new PictureHeader(ImageFormat.WEBP, width, height));
    }

    private static int number(ByteBuffer file, int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }

    private static boolean isAt(ByteBuffer file, int at, String text) {
        byte[] there = new byte[text.length()];
        file.get(at, there);
        return text.equals(new String(there, StandardCharsets.ISO_8859_1));
    }
}
