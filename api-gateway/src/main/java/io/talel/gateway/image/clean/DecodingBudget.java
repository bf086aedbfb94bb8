package io.talel.gateway.image.clean;

/** Limits what the headers of one file may claim, before anything is decoded. */
final class DecodingBudget {

    /** Most pixels of one picture: three times what phones take by default. */
    static final int MAX_PIXELS = 40_000_000;

    /** Most pixels of all frames together: half a minute of a small animation, some seconds of decoding. */
    static final long MAX_PIXELS_OF_ALL = 200_000_000;

    /** Most frames: a minute of smooth animation. Every frame costs, however small it is. */
    static final int MAX_FRAMES = 2_000;

    private final long memory;
    private long pixels;
    private int frames;

    /** @param memory bytes that a decoder can have */
    DecodingBudget(long memory) {
        this.memory = memory;
    }

    /** @throws UnreadableImage if the picture is empty or too large */
    void canvas(long width, long height) throws UnreadableImage {
        if (width < 1 || height < 1 || width > MAX_PIXELS || height > MAX_PIXELS || width * height > MAX_PIXELS) {
            throw new UnreadableImage("a picture of " + width + " x " + height + " pixels");
        }
    }

    /**
     * Adds a frame.
     *
     * @param needed most bytes that decoding and encoding the frame takes at once
     * @throws UnreadableImage if this frame, or all frames so far, exceed a limit
     */
    void frame(long width, long height, long needed) throws UnreadableImage {
        canvas(width, height);
        if (needed > memory) {
            throw new UnreadableImage(
                    "a picture of " + width + " x " + height + " pixels that needs " + needed + " bytes to decode");
        }
        pixels += width * height;
        if (pixels > MAX_PIXELS_OF_ALL) {
            throw new UnreadableImage("an animation of more than " + MAX_PIXELS_OF_ALL + " pixels");
        }
        frames++;
        frames(frames);
    }

    /** @throws UnreadableImage if there are too many frames, even if they are not decoded */
    void frames(long claimed) throws UnreadableImage {
        if (claimed > MAX_FRAMES) {
            throw new UnreadableImage("an animation of more than " + MAX_FRAMES + " frames");
        }
    }
}
