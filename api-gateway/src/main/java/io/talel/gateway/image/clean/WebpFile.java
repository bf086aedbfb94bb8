package io.talel.gateway.image.clean;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a WebP. Nothing encodes WebP in Java, so the chunks that are kept here are served, once a decoder has found a
 * picture in them. The orientation stays in EXIF, because the pixels cannot be turned.
 */
final class WebpFile {

    private static final String FEATURES = "VP8X";
    private static final String PROFILE = "ICCP";
    private static final String ANIMATION = "ANIM";
    private static final String FRAME = "ANMF";
    private static final String ALPHA = "ALPH";
    private static final String EXIF = "EXIF";

    private static final int RIFF_HEADER = 12;
    private static final int FEATURES_LENGTH = 10;
    private static final int FRAME_HEADER = 16;

    /** Flags of {@link #FEATURES}. */
    private static final int PROFILE_FLAG = 0x20;

    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_FLAG = 0x08;
    private static final int ANIMATION_FLAG = 0x02;

    /** Bytes of a decoded pixel. */
    private static final int PIXEL = 4;

    private final List<WebpChunk> chunks;
    private final DecodingBudget budget;
    private final Orientation orientation;

    private WebpFile(List<WebpChunk> chunks, DecodingBudget budget) {
        this.chunks = chunks;
        this.budget = budget;
        this.orientation = named(EXIF, chunks).stream()
                .findFirst()
                .map(chunk -> Exif.orientation(chunk.data()))
                .orElse(Orientation.NORMAL);
    }

    static ImageHeaders read(FileBytes file, DecodingBudget budget) throws UnreadableImage {
        int end = (int) Math.min(file.length(), file.u32LittleEndian(4) + 8);
        List<WebpChunk> chunks = WebpChunk.read(file.bytes(), RIFF_HEADER, end);
        if (chunks.isEmpty()) {
            throw new UnreadableImage("a WebP without chunks");
        }
        WebpFile webp = new WebpFile(chunks, budget);
        WebpChunk first = chunks.getFirst();
        return first.name().equals(FEATURES) ? webp.extended(new FileBytes(first.data())) : webp.simple(first);
    }

    private ImageHeaders simple(WebpChunk picture) throws UnreadableImage {
        WebpBitstream bitstream = bitstream(List.of(picture));
        List<WebpChunk> kept = new ArrayList<>(picture(List.of(picture), bitstream.width(), bitstream.height()));
        return headers(bitstream.width(), bitstream.height(), kept);
    }

    private ImageHeaders extended(FileBytes features) throws UnreadableImage {
        if (features.length() != FEATURES_LENGTH) {
            throw new UnreadableImage("a WebP whose header has " + features.length() + " bytes");
        }
        int width = features.u24LittleEndian(4) + 1;
        int height = features.u24LittleEndian(7) + 1;
        budget.canvas(width, height);
        boolean animated = (features.u8(0) & ANIMATION_FLAG) != 0;
        List<WebpChunk> profile = named(PROFILE, chunks).stream().limit(1).toList();
        List<WebpChunk> pictures = animated ? animation(width, height) : picture(chunks, width, height);
        byte[] kept = features.bytes().clone();
        kept[0] = (byte) ((kept[0] & (ALPHA_FLAG | ANIMATION_FLAG))
                | (profile.isEmpty() ? 0 : PROFILE_FLAG)
                | (orientation == Orientation.NORMAL ? 0 : EXIF_FLAG));
        List<WebpChunk> all = new ArrayList<>();
        all.add(new WebpChunk(FEATURES, kept));
        all.addAll(profile);
        all.addAll(pictures);
        return headers(width, height, all);
    }

    private List<WebpChunk> animation(int width, int height) throws UnreadableImage {
        List<WebpChunk> kept =
                new ArrayList<>(named(ANIMATION, chunks).stream().limit(1).toList());
        List<WebpChunk> frames = named(FRAME, chunks);
        if (frames.isEmpty()) {
            throw new UnreadableImage("an animated WebP without frames");
        }
        for (WebpChunk frame : frames) {
            kept.add(frame(new FileBytes(frame.data()), width, height));
        }
        return kept;
    }

    private WebpChunk frame(FileBytes frame, int canvasWidth, int canvasHeight) throws UnreadableImage {
        int x = 2 * frame.u24LittleEndian(0);
        int y = 2 * frame.u24LittleEndian(3);
        int width = frame.u24LittleEndian(6) + 1;
        int height = frame.u24LittleEndian(9) + 1;
        if (x + width > canvasWidth || y + height > canvasHeight) {
            throw new UnreadableImage("a WebP with a frame beyond its canvas");
        }
        List<WebpChunk> parts = WebpChunk.read(frame.bytes(), FRAME_HEADER, frame.length());
        byte[] kept = WebpChunk.write(picture(parts, width, height));
        return new WebpChunk(
                FRAME,
                ByteBuffer.allocate(FRAME_HEADER + kept.length)
                        .put(frame.slice(0, FRAME_HEADER))
                        .put(kept)
                        .array());
    }

    /** The compressed picture among some chunks, after its alpha channel if there is one. Its size must be the given one. */
    private List<WebpChunk> picture(List<WebpChunk> among, int width, int height) throws UnreadableImage {
        WebpBitstream bitstream = bitstream(among);
        if (bitstream.width() != width || bitstream.height() != height) {
            throw new UnreadableImage("a WebP whose picture has " + bitstream.width() + " x " + bitstream.height()
                    + " pixels in a frame of " + width + " x " + height);
        }
        List<WebpChunk> alpha = named(ALPHA, among).stream().limit(1).toList();
        long pixels = (long) width * height;
        long needed = pixels * PIXEL + bitstream.memory();
        for (WebpChunk channel : alpha) {
            // A decoder keeps the decoded channel, as large as the picture, while it decodes the picture.
            needed += pixels * PIXEL + WebpBitstream.tables(channel.data().length);
        }
        budget.frame(width, height, needed);
        List<WebpChunk> kept = new ArrayList<>(alpha);
        kept.addAll(bitstreams(among));
        return kept;
    }

    /** The only compressed picture: a decoder would decode several. */
    private static WebpBitstream bitstream(List<WebpChunk> among) throws UnreadableImage {
        List<WebpChunk> bitstreams = bitstreams(among);
        if (bitstreams.size() != 1) {
            throw new UnreadableImage("a WebP with " + bitstreams.size() + " pictures in one frame");
        }
        return WebpBitstream.of(bitstreams.getFirst());
    }

    private static List<WebpChunk> bitstreams(List<WebpChunk> among) {
        return among.stream()
                .filter(chunk ->
                        chunk.name().equals(WebpBitstream.LOSSY) || chunk.name().equals(WebpBitstream.LOSSLESS))
                .toList();
    }

    private static List<WebpChunk> named(String name, List<WebpChunk> among) {
        return among.stream().filter(chunk -> chunk.name().equals(name)).toList();
    }

    private ImageHeaders headers(int width, int height, List<WebpChunk> kept) {
        List<WebpChunk> all = new ArrayList<>(kept);
        if (orientation != Orientation.NORMAL) {
            all.add(new WebpChunk(EXIF, Exif.saying(orientation)));
        }
        byte[] body = WebpChunk.write(all);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(FileSignatures.ascii("RIFF"));
        file.writeBytes(WebpChunk.littleEndian(body.length + 4));
        file.writeBytes(FileSignatures.ascii("WEBP"));
        file.writeBytes(body);
        return new ImageHeaders(width, height, Orientation.NORMAL, file.toByteArray());
    }
}
