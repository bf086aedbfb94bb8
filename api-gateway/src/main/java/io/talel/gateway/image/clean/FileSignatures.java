package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Tells formats by their first bytes; names and declared types do not matter. */
public final class FileSignatures {

    /** Number of bytes that the decision needs. */
    public static final int LENGTH = 12;

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private FileSignatures() {}

    public static Optional<ImageFormat> formatOf(byte[] head) {
        if (isAt(head, 0, JPEG)) {
            return Optional.of(ImageFormat.JPEG);
        }
        if (isAt(head, 0, PNG)) {
            return Optional.of(ImageFormat.PNG);
        }
        if (isAt(head, 0, ascii("GIF87a")) || isAt(head, 0, ascii("GIF89a"))) {
            return Optional.of(ImageFormat.GIF);
        }
        if (isAt(head, 0, ascii("RIFF")) && isAt(head, 8, ascii("WEBP"))) {
            return Optional.of(ImageFormat.WEBP);
        }
        return Optional.empty();
    }

    static boolean isAt(byte[] bytes, int offset, byte[] expected) {
        int end = offset + expected.length;
        return bytes.length >= end && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
    }

    static byte[] bigEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
