package io.talel.gateway.image.clean;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WebPs of any size that a decoder accepts, in small files: pictures of one colour that cost a decoder the most memory. */
public final class LargeWebp {

    private static final int ALPHA_FLAG = 0x10;

    /** Width and height of a macroblock. */
    private static final int MACROBLOCK = 16;

    /** Zeros that hold the modes of a macroblock, and more than those of its coefficients. */
    private static final int MODES = 3;

    private static final int COEFFICIENTS = 12;

    private LargeWebp() {}

    /**
     * A lossy picture. All bits behind the size are zero, so that every macroblock is predicted in sixteen parts and has
     * no coefficients.
     */
    public static byte[] lossy(int width, int height) {
        return file(lossyChunk(width, height));
    }

    /** A lossless picture with tables for that many groups of Huffman codes, at most 65,536, each in 20 bits. */
    public static byte[] lossless(int width, int height, int groups) {
        byte[] header = littleEndian(5)
                .put((byte) 0x2F)
                .putInt((width - 1) | ((height - 1) << 14))
                .array();
        return file(Uploads.riffChunk("VP8L", Uploads.concatenated(header, losslessBits(groups))));
    }

    /** A lossy picture with a lossless alpha channel. */
    public static byte[] withAlpha(int width, int height, int groups) {
        byte[] canvas = littleEndian(10)
                .putInt(ALPHA_FLAG)
                .put(threeBytes(width - 1))
                .put(threeBytes(height - 1))
                .array();
        byte[] compressed = {1};
        return file(
                Uploads.riffChunk("VP8X", canvas),
                Uploads.riffChunk("ALPH", Uploads.concatenated(compressed, losslessBits(groups))),
                lossyChunk(width, height));
    }

    private static byte[] lossyChunk(int width, int height) {
        int macroblocks = Math.ceilDiv(width, MACROBLOCK) * Math.ceilDiv(height, MACROBLOCK);
        int modes = MODES * macroblocks + 200;
        int shown = 1 << 4;
        byte[] picture = littleEndian(10 + modes + COEFFICIENTS * macroblocks + 200)
                .put(threeBytes(shown | (modes << 5)))
                .put(new byte[] {(byte) 0x9D, 0x01, 0x2A})
                .putShort((short) width)
                .putShort((short) height)
                .array();
        return Uploads.riffChunk("VP8 ", picture);
    }

    /** No transforms, no colour cache; an image of groups in which every pixel is the last group; one symbol a code. */
    private static byte[] losslessBits(int groups) {
        LowestBitFirst bits = new LowestBitFirst();
        bits.write(0b100, 3).write(0, 3).write(0, 1);
        bits.write(0b101, 3).write((groups - 1) & 0xFF, 8);
        bits.write(0b101, 3).write((groups - 1) >> 8, 8);
        for (int i = 0; i < 3 + 5 * groups; i++) {
            bits.write(1, 4);
        }
        return bits.bytes();
    }

    private static byte[] file(byte[]... chunks) {
        byte[] body = Uploads.concatenated(chunks);
        return Uploads.concatenated(
                Uploads.ascii("RIFF"), WebpChunk.littleEndian(body.length + 4), Uploads.ascii("WEBP"), body);
    }

    private static byte[] threeBytes(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
