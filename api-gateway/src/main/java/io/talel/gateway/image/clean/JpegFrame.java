package io.talel.gateway.image.clean;

/**
 * The frame header of a JPEG.
 *
 * @param kind its marker: baseline, progressive, lossless and others
 * @param components number of values of a pixel: grey, or colours, or colours and black
 * @param samples stored values of all components: fewer than pixels times components if colours are coarser
 */
record JpegFrame(int kind, int width, int height, int components, long samples) {

    private static final int PROGRESSIVE = 0xC2;
    private static final int LOSSLESS = 0xC3;
    private static final int COMPONENTS_AT = 10;
    private static final int MOST_COMPONENTS = 4;
    private static final int BLOCK = 8;

    /** Bytes of a coefficient, which a decoder keeps from scan to scan. */
    private static final int COEFFICIENT = 2;

    /** Bytes of a pixel while it is encoded. */
    private static final int ENCODED = 3;

    /** Bytes of a sample while a lossless picture is decoded. */
    private static final int LOSSLESS_SAMPLE = 8;

    static boolean begins(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** @param segment including its marker */
    static JpegFrame read(FileBytes segment) throws UnreadableImage {
        int height = segment.u16BigEndian(5);
        int width = segment.u16BigEndian(7);
        int components = segment.u8(9);
        if (width == 0 || height == 0 || components == 0 || components > MOST_COMPONENTS) {
            throw new UnreadableImage("a JPEG of " + width + " x " + height + " pixels of " + components + " colours");
        }
        int mostAcross = 1;
        int mostDown = 1;
        for (int i = 0; i < components; i++) {
            mostAcross = Math.max(mostAcross, across(segment, i));
            mostDown = Math.max(mostDown, down(segment, i));
        }
        long samples = 0;
        for (int i = 0; i < components; i++) {
            samples += stored(width, across(segment, i), mostAcross) * stored(height, down(segment, i), mostDown);
        }
        return new JpegFrame(segment.u8(1), width, height, components, samples);
    }

    long pixels() {
        return (long) width * height;
    }

    /**
     * Most bytes that decoding and encoding the frame takes at once.
     *
     * @param profile whether a profile converts the colours
     * @param scans whether there is more than one scan
     * @param turned whether the picture has to be turned
     */
    long memory(boolean profile, boolean scans, boolean turned) {
        boolean converted = profile || components % 2 == 0;
        long pixel = converted ? components + 2 * ENCODED : Math.max(components, turned ? 2 * ENCODED : ENCODED);
        long coefficients = scans || kind == PROGRESSIVE ? samples * COEFFICIENT : 0;
        return pixels() * pixel + coefficients + (kind == LOSSLESS ? pixels() * components * LOSSLESS_SAMPLE : 0);
    }

    private static int across(FileBytes segment, int component) throws UnreadableImage {
        return factor(segment.u8(COMPONENTS_AT + 3L * component + 1) >> 4);
    }

    private static int down(FileBytes segment, int component) throws UnreadableImage {
        return factor(segment.u8(COMPONENTS_AT + 3L * component + 1) & 0xF);
    }

    private static int factor(int factor) throws UnreadableImage {
        if (factor < 1 || factor > 4) {
            throw new UnreadableImage("a JPEG with a sampling factor of " + factor);
        }
        return factor;
    }

    /** Stored length of a component: whole units of blocks that all components share. */
    private static long stored(int pixels, int factor, int most) {
        long units = Math.ceilDiv(pixels, BLOCK * most);
        return units * factor * BLOCK;
    }
}
