package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * WebP: nothing encodes it in Java, so its container is written anew with the chunks that make the picture, once a
 * decoder has found a picture in them. Of EXIF the orientation stays, for the pixels cannot be turned.
 */
final class WebpFile {

    private static final Set<String> PICTURE = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ICCP");
    private static final String FRAME = "ANMF";
    private static final String FEATURES = "VP8X";
    private static final String EXIF = "EXIF";

    private static final int RIFF_HEADER = 12;
    private static final int FRAME_HEADER = 16;

    /** Flags of {@link #FEATURES}: profile, alpha, animation; not XMP. */
    private static final int KEPT_FLAGS = 0x20 | 0x10 | 0x02;

    private static final int EXIF_FLAG = 0x08;

    private WebpFile() {}

    static byte[] clean(byte[] file) throws IOException {
        refuseUnlessDecoded(file);
        int riffLength = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        int end = (int) Math.min(file.length, Integer.toUnsignedLong(riffLength) + 8);
        byte[] body = WebpChunk.write(picture(WebpChunk.read(file, RIFF_HEADER, end)));
        ByteArrayOutputStream cleaned = new ByteArrayOutputStream();
        cleaned.writeBytes(Signatures.ascii("RIFF"));
        cleaned.writeBytes(WebpChunk.littleEndian(body.length + 4));
        cleaned.writeBytes(Signatures.ascii("WEBP"));
        cleaned.writeBytes(body);
        return cleaned.toByteArray();
    }

    private static List<WebpChunk> picture(List<WebpChunk> chunks) throws UnreadableImage {
        Orientation orientation = chunks.stream()
                .filter(chunk -> chunk.name().equals(EXIF))
                .findFirst()
                .map(chunk -> Exif.orientation(chunk.data()))
                .orElse(Orientation.NORMAL);
        List<WebpChunk> kept = new ArrayList<>();
        for (WebpChunk chunk : chunks) {
            if (PICTURE.contains(chunk.name())) {
                kept.add(chunk);
            } else if (chunk.name().equals(FRAME)) {
                kept.add(frame(chunk));
            } else if (chunk.name().equals(FEATURES) && kept.isEmpty()) {
                kept.add(features(chunk, orientation));
            }
        }
        if (orientation != Orientation.NORMAL) {
            kept.add(new WebpChunk(EXIF, Exif.saying(orientation)));
        }
        return kept;
    }

    private static WebpChunk features(WebpChunk chunk, Orientation orientation) {
        byte[] data = chunk.data().clone();
        data[0] = (byte) ((data[0] & KEPT_FLAGS) | (orientation == Orientation.NORMAL ? 0 : EXIF_FLAG));
        return new WebpChunk(FEATURES, data);
    }

    private static WebpChunk frame(WebpChunk chunk) throws UnreadableImage {
        List<WebpChunk> kept = WebpChunk.read(chunk.data(), FRAME_HEADER, chunk.data().length).stream()
                .filter(part -> PICTURE.contains(part.name()))
                .toList();
        byte[] parts = WebpChunk.write(kept);
        byte[] data = ByteBuffer.allocate(FRAME_HEADER + parts.length)
                .put(chunk.data(), 0, FRAME_HEADER)
                .put(parts)
                .array();
        return new WebpChunk(FRAME, data);
    }

    private static void refuseUnlessDecoded(byte[] file) throws IOException {
        ImageReader reader = Codecs.reader(ImageFormat.WEBP);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, false, true);
            int frames = reader.getNumImages(true);
            for (int i = 0; i < frames; i++) {
                reader.read(i);
            }
        } finally {
            reader.dispose();
        }
    }
}
