package io.talel.gateway.image.clean;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chunk of a WebP file.
 *
 * @param name four characters, {@code VP8X}
 */
record WebpChunk(String name, byte[] data) {

    private static final int HEADER = 8;

    /** Most chunks of a file: its frames and some others. */
    private static final int MOST = DecodingBudget.MAX_FRAMES + 100;

    /** @throws UnreadableImage if a chunk is longer than its container, or there are too many */
    static List<WebpChunk> read(byte[] bytes, int from, int to) throws UnreadableImage {
        List<WebpChunk> chunks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int position = from;
        while (position + HEADER <= to) {
            if (chunks.size() == MOST) {
                throw new UnreadableImage("a WebP of more than " + MOST + " chunks");
            }
            String name = new String(bytes, position, 4, StandardCharsets.US_ASCII);
            long length = Integer.toUnsignedLong(in.getInt(position + 4));
            int start = position + HEADER;
            if (length > to - start) {
                throw new UnreadableImage("a WebP chunk that is longer than what holds it");
            }
            int end = start + (int) length;
            chunks.add(new WebpChunk(name, Arrays.copyOfRange(bytes, start, end)));
            position = end + ((int) length & 1);
        }
        return chunks;
    }

    static byte[] write(List<WebpChunk> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (WebpChunk chunk : chunks) {
            out.writeBytes(FileSignatures.ascii(chunk.name));
            out.writeBytes(littleEndian(chunk.data.length));
            out.writeBytes(chunk.data);
            if (chunk.data.length % 2 != 0) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
