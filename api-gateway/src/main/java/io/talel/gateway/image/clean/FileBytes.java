package io.talel.gateway.image.clean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers of a file by position. A position after the end makes the file an {@link UnreadableImage}. */
record FileBytes(byte[] bytes) {

    int length() {
        return bytes.length;
    }

    int u8(long at) throws UnreadableImage {
        require(at, 1);
        return Byte.toUnsignedInt(bytes[(int) at]);
    }

    int u16BigEndian(long at) throws UnreadableImage {
        return (u8(at) << 8) | u8(at + 1);
    }

    int u16LittleEndian(long at) throws UnreadableImage {
        return u8(at) | (u8(at + 1) << 8);
    }

    int u24LittleEndian(long at) throws UnreadableImage {
        return u16LittleEndian(at) | (u8(at + 2) << 16);
    }

    long u32BigEndian(long at) throws UnreadableImage {
        return ((long) u16BigEndian(at) << 16) | u16BigEndian(at + 2);
    }

    long u32LittleEndian(long at) throws UnreadableImage {
        return u16LittleEndian(at) | ((long) u16LittleEndian(at + 2) << 16);
    }

    /** ASCII characters. */
    String text(long at, int length) throws UnreadableImage {
        require(at, length);
        return new String(bytes, (int) at, length, StandardCharsets.US_ASCII);
    }

    boolean isAt(long at, byte[] expected) {
        return at >= 0 && at <= bytes.length && FileSignatures.isAt(bytes, (int) at, expected);
    }

    byte[] slice(long from, long to) throws UnreadableImage {
        require(from, to - from);
        return Arrays.copyOfRange(bytes, (int) from, (int) to);
    }

    private void require(long at, long length) throws UnreadableImage {
        if (at < 0 || length < 0 || at + length > bytes.length) {
            throw new UnreadableImage("a file of " + bytes.length + " bytes that points to byte " + (at + length));
        }
    }
}
