package io.talel.gateway.image.clean;

import java.io.ByteArrayOutputStream;

/** Writes bits in the order of lossless WebP: the lowest bit of a byte first. */
final class LowestBitFirst {

    /** Zeros behind the end: a decoder reads ahead. */
    private static final int READ_AHEAD = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    LowestBitFirst write(int value, int length) {
        for (int i = 0; i < length; i++) {
            pending |= ((value >> i) & 1) << count++;
            if (count == Byte.SIZE) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
        return this;
    }

    byte[] bytes() {
        return Uploads.concatenated(bytes.toByteArray(), new byte[] {(byte) pending}, new byte[READ_AHEAD]);
    }
}
