package io.talel.gateway.image.clean;

/**
 * The header of a compressed picture inside a WebP. Decoders allocate by it.
 *
 * @param memory bytes that decoding takes besides the decoded picture
 */
record WebpBitstream(int width, int height, long memory) {

    static final String LOSSY = "VP8 ";
    static final String LOSSLESS = "VP8L";

    private static final int SIZE = 0x3FFF;
    private static final byte[] START_CODE = {(byte) 0x9D, 0x01, 0x2A};
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int MACROBLOCK = 16;

    /** Bytes that the decoder keeps for every macroblock, measured. */
    private static final long MACROBLOCK_BYTES = 7_000;

    /** Bytes of the tables of one group of Huffman codes. */
    private static final long GROUP_BYTES = 5_600;

    private static final int MOST_GROUPS = 65_536;

    /** Least length of a group in a file: five codes of four bits. */
    private static final int GROUP_BITS = 20;

    /** @throws UnreadableImage if the chunk holds no picture of the kind in its name */
    static WebpBitstream of(WebpChunk chunk) throws UnreadableImage {
        FileBytes data = new FileBytes(chunk.data());
        return chunk.name().equals(LOSSLESS) ? lossless(data) : lossy(data);
    }

    /** Bytes of all tables that a lossless picture, or an alpha channel compressed like one, may ask for. */
    static long tables(int length) {
        return Math.min(MOST_GROUPS, (long) length * Byte.SIZE / GROUP_BITS) * GROUP_BYTES;
    }

    /** A key frame of VP8 (RFC 6386, section 9.1). */
    private static WebpBitstream lossy(FileBytes data) throws UnreadableImage {
        boolean keyFrame = (data.u8(0) & 1) == 0;
        if (!keyFrame || !data.isAt(3, START_CODE)) {
            throw new UnreadableImage("a WebP whose picture is no key frame");
        }
        int width = data.u16LittleEndian(6) & SIZE;
        int height = data.u16LittleEndian(8) & SIZE;
        long macroblocks = (long) Math.ceilDiv(width, MACROBLOCK) * Math.ceilDiv(height, MACROBLOCK);
        return new WebpBitstream(width, height, macroblocks * MACROBLOCK_BYTES);
    }

    private static WebpBitstream lossless(FileBytes data) throws UnreadableImage {
        long bits = data.u32LittleEndian(1);
        boolean version = (bits >> 29) == 0;
        if (data.u8(0) != LOSSLESS_SIGNATURE || !version) {
            throw new UnreadableImage("a WebP whose picture is not lossless as it says");
        }
        int width = (int) (bits & SIZE) + 1;
        int height = (int) ((bits >> 14) & SIZE) + 1;
        // Images of transforms and of groups have a quarter of the pixels across and down, and there are three.
        return new WebpBitstream(width, height, (long) width * height + tables(data.length()));
    }
}
