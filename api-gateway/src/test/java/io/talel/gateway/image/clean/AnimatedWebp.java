package io.talel.gateway.image.clean;

import java.util.ArrayList;
import java.util.List;

/** Animations made of copies of one picture. */
final class AnimatedWebp {

    private static final int ANIMATION_FLAG = 0x02;

    private AnimatedWebp() {}

    static byte[] of(byte[] still, int frames) {
        byte[] pixels = pixels(still);
        List<byte[]> chunks = new ArrayList<>();
        byte[] features = new byte[10];
        features[0] = ANIMATION_FLAG;
        features[4] = Uploads.WIDTH - 1;
        features[7] = Uploads.HEIGHT - 1;
        chunks.add(Uploads.riffChunk("VP8X", features));
        chunks.add(Uploads.riffChunk("ANIM", new byte[6]));
        for (int i = 0; i < frames; i++) {
            chunks.add(Uploads.riffChunk("ANMF", frame(pixels)));
        }
        byte[] body = Uploads.concatenated(chunks.toArray(byte[][]::new));
        return Uploads.concatenated(
                Uploads.ascii("RIFF"), WebpChunk.littleEndian(body.length + 4), Uploads.ascii("WEBP"), body);
    }

    private static byte[] frame(byte[] pixels) {
        byte[] header = new byte[16];
        header[6] = Uploads.WIDTH - 1;
        header[9] = Uploads.HEIGHT - 1;
        header[12] = 100;
        return Uploads.concatenated(
                header, Uploads.riffChunk("VP8 ", pixels), Uploads.riffChunk("junk", Uploads.hidden()));
    }

    private static byte[] pixels(byte[] still) {
        try {
            return WebpChunk.read(still, 12, still.length).stream()
                    .filter(chunk -> chunk.name().equals("VP8 "))
                    .findFirst()
                    .orElseThrow()
                    .data();
        } catch (UnreadableImage e) {
            throw new IllegalArgumentException(e);
        }
    }
}
