package io.talel.gateway.image.clean;

/** Counts the pixels of an animation and ends one that would take us long: frames of nothing compress well. */
final class PixelCount {

    /** Half a minute of a small animation; some seconds of decoding. */
    private static final long MAX = 200_000_000;

    private long pixels;

    void add(int width, int height) throws UnreadableImage {
        long frame = (long) width * height;
        pixels += frame;
        if (frame > PixelSize.MAX_PIXELS || pixels > MAX) {
            throw new UnreadableImage("an animation of more than " + MAX + " pixels");
        }
    }
}
