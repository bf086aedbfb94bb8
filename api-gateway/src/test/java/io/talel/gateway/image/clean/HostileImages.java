package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;

/** Hostile files, all small enough to be uploaded. */
public final class HostileImages {

    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final byte[] SIGNATURE_OF_PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int SIZE_OF_LOSSLESS = 16_383;

    /** 600 megabytes, compressed to 600 kB. */
    private static final byte[] ZEROS = deflated(600_000_000);

    private HostileImages() {}

    /**
     * A file and its fate.
     *
     * @param harmless whether the node drops the hostile part and accepts the picture
     */
    public record Hostile(ImageFormat format, byte[] file, boolean harmless) {}

    public static Map<String, Hostile> all() {
        Map<String, Hostile> all = new LinkedHashMap<>();
        refused(
                all,
                ImageFormat.WEBP,
                "canvas 1 x 1, lossless picture 16383 x 16383",
                webp(canvas(0, 1, 1), lossless(SIZE_OF_LOSSLESS)));
        refused(
                all,
                ImageFormat.WEBP,
                "canvas 1 x 1, lossy picture 16383 x 16383",
                webp(canvas(0, 1, 1), lossy(SIZE_OF_LOSSLESS)));
        refused(all, ImageFormat.WEBP, "lossy picture that honestly has 6000 x 6000", webp(lossy(6_000)));
        refused(
                all,
                ImageFormat.WEBP,
                "lossless picture that honestly has 16383 x 16383",
                webp(lossless(SIZE_OF_LOSSLESS)));
        refused(
                all,
                ImageFormat.WEBP,
                "canvas of 6000 x 6000 and an honest picture",
                webp(canvas(0, 6_000, 6_000), lossy(6_000)));
        refused(
                all,
                ImageFormat.WEBP,
                "frame of 1 x 1 with a picture of 16383 x 16383",
                webp(canvas(2, 1, 1), frame(1, lossless(SIZE_OF_LOSSLESS))));
        refused(all, ImageFormat.WEBP, "frame beyond its canvas", webp(canvas(2, 1, 1), frame(2, lossless(2))));
        refused(all, ImageFormat.WEBP, "frame without a picture", webp(canvas(2, 1, 1), frame(1)));
        refused(all, ImageFormat.WEBP, "animation without frames", webp(canvas(2, 1, 1)));
        refused(
                all,
                ImageFormat.WEBP,
                "thousands of pictures in one",
                webp(canvas(0, 1_000, 1_000), repeated(lossy(1_000), 2_000)));
        refused(
                all,
                ImageFormat.WEBP,
                "as many frames as fit in",
                webp(canvas(2, 1, 1), repeated(frame(1, lossless(1)), MAX_BYTES / 56 - 2)));
        refused(
                all,
                ImageFormat.WEBP,
                "hundreds of thousands of chunks",
                webp(canvas(2, 1, 1), repeated(Uploads.riffChunk("ANMF", new byte[0]), MAX_BYTES / 8 - 10)));
        refused(all, ImageFormat.GIF, "screen of 65535 x 65535", gif(65_535, 1, 1));
        refused(all, ImageFormat.GIF, "frame of 65535 x 65535", gif(1, 65_535, 1));
        refused(all, ImageFormat.GIF, "as many frames as fit in", gif(1, 1, MAX_BYTES / 15 - 2));
        refused(all, ImageFormat.GIF, "frames of 40 megapixels", gif(1, 6_300, 100));
        refused(
                all,
                ImageFormat.PNG,
                "header of 2147483647 x 2147483647",
                png(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 6, deflated(0)));
        refused(
                all,
                ImageFormat.PNG,
                "header of 65536 x 65536, which is 0 in 32 bits",
                png(65_536, 65_536, 8, 6, deflated(0)));
        refused(
                all,
                ImageFormat.PNG,
                "40 megapixels of 16 bits that have to be turned",
                turned(png(6_300, 6_300, 16, 6, deflated(1 << 20))));
        refused(all, ImageFormat.PNG, "as many frames as fit in", animatedPng(MAX_BYTES / 38 - 30));
        refused(all, ImageFormat.PNG, "an animation that claims four billion frames", claimingPng());
        harmless(
                all,
                ImageFormat.PNG,
                "600 megabytes of text, compressed",
                withChunk("zTXt", Uploads.concatenated(Uploads.ascii("Comment\0\0"), ZEROS)));
        harmless(
                all,
                ImageFormat.PNG,
                "600 megabytes of colour profile, compressed",
                withChunk("iCCP", Uploads.concatenated(Uploads.ascii("p\0\0"), ZEROS)));
        harmless(all, ImageFormat.PNG, "600 megabytes of pixels, compressed, for one pixel", png(1, 1, 8, 6, ZEROS));
        refused(all, ImageFormat.JPEG, "progressive, 65535 x 65535", jpeg(0xC2, 65_535, 3, 1));
        refused(all, ImageFormat.JPEG, "progressive, 36 megapixels in 100 scans", jpeg(0xC2, 6_000, 3, 100));
        refused(all, ImageFormat.JPEG, "thousands of scans", jpeg(0xC2, 100, 3, 5_000));
        refused(all, ImageFormat.JPEG, "lossless, 40 megapixels", jpeg(0xC3, 6_300, 4, 1));
        refused(all, ImageFormat.JPEG, "two frames", twoFrames());
        return all;
    }

    private static void refused(Map<String, Hostile> all, ImageFormat format, String name, byte[] file) {
        all.put(format + ": " + name, new Hostile(format, file, false));
    }

    private static void harmless(Map<String, Hostile> all, ImageFormat format, String name, byte[] file) {
        all.put(format + ": " + name, new Hostile(format, file, true));
    }

    private static byte[] webp(byte[]... chunks) {
        byte[] body = Uploads.concatenated(chunks);
        return Uploads.concatenated(
                Uploads.ascii("RIFF"), WebpChunk.littleEndian(body.length + 4), Uploads.ascii("WEBP"), body);
    }

    private static byte[] canvas(int flags, int width, int height) {
        return Uploads.riffChunk(
                "VP8X",
                littleEndian(10)
                        .putInt(flags)
                        .put(threeBytes(width - 1))
                        .put(threeBytes(height - 1))
                        .array());
    }

    private static byte[] frame(int size, byte[]... chunks) {
        byte[] header = littleEndian(16)
                .position(6)
                .put(threeBytes(size - 1))
                .put(threeBytes(size - 1))
                .array();
        return Uploads.riffChunk("ANMF", Uploads.concatenated(header, Uploads.concatenated(chunks)));
    }

    private static byte[] lossy(int size) {
        return Uploads.riffChunk(
                "VP8 ",
                littleEndian(20)
                        .put(new byte[] {0x10, 0, 0, (byte) 0x9D, 0x01, 0x2A})
                        .putShort((short) size)
                        .putShort((short) size)
                        .array());
    }

    /** One colour: every code has one symbol. */
    private static byte[] lossless(int size) {
        LowestBitFirst bits = new LowestBitFirst().write(0, 3);
        for (int i = 0; i < 5; i++) {
            bits.write(1, 4);
        }
        return Uploads.riffChunk("VP8L", Uploads.concatenated(losslessHeader(size), bits.bytes(), new byte[8]));
    }

    private static byte[] losslessHeader(int size) {
        return littleEndian(5)
                .put((byte) 0x2F)
                .putInt((size - 1) | ((size - 1) << 14))
                .array();
    }

    private static byte[] gif(int screen, int size, int frames) {
        ByteBuffer file = littleEndian(20 + 15 * frames);
        file.put(Uploads.ascii("GIF89a")).putShort((short) screen).putShort((short) screen);
        file.put((byte) 0x80).putShort((short) 0).put(new byte[6]);
        for (int i = 0; i < frames; i++) {
            file.put((byte) 0x2C).putInt(0).putShort((short) size).putShort((short) size);
            file.put(new byte[] {0, 2, 2, 0x44, 1, 0});
        }
        return file.put((byte) 0x3B).array();
    }

    private static byte[] png(int width, int height, int depth, int colourType, byte[] pixels) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colourType)
                .array();
        return Uploads.concatenated(
                SIGNATURE_OF_PNG,
                Uploads.pngChunk("IHDR", header),
                Uploads.pngChunk("IDAT", pixels),
                Uploads.pngChunk("IEND", new byte[0]));
    }

    private static byte[] turned(byte[] png) {
        return withChunks(png, Uploads.pngChunk("eXIf", ExifSample.tiff(6)));
    }

    private static byte[] withChunk(String name, byte[] data) {
        return withChunks(indexedPng(), Uploads.pngChunk(name, data));
    }

    private static byte[] animatedPng(int frames) {
        return withChunks(indexedPng(), repeated(Uploads.pngChunk("fcTL", new byte[26]), frames));
    }

    private static byte[] claimingPng() {
        return withChunk("acTL", ByteBuffer.allocate(8).putInt(-1).array());
    }

    /** Has a palette, because the JDK then reads all chunks. */
    private static byte[] indexedPng() {
        return Uploads.encoded("png", Uploads.picture(BufferedImage.TYPE_BYTE_INDEXED));
    }

    private static byte[] withChunks(byte[] png, byte[] chunks) {
        return Uploads.concatenated(Arrays.copyOf(png, 33), chunks, Arrays.copyOfRange(png, 33, png.length));
    }

    private static byte[] jpeg(int kind, int size, int components, int scans) {
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0, 0};
        return Uploads.concatenated(
                new byte[] {(byte) 0xFF, (byte) 0xD8}, frameOfJpeg(kind, size, components), repeated(scan, scans));
    }

    private static byte[] twoFrames() {
        return Uploads.concatenated(
                new byte[] {(byte) 0xFF, (byte) 0xD8},
                frameOfJpeg(0xC0, 1, 3),
                frameOfJpeg(0xC0, 6_000, 3),
                new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 2});
    }

    private static byte[] frameOfJpeg(int kind, int size, int components) {
        ByteBuffer frame = ByteBuffer.allocate(6 + 3 * components);
        frame.put((byte) 8).putShort((short) size).putShort((short) size).put((byte) components);
        for (int i = 1; i <= components; i++) {
            frame.put((byte) i).put((byte) 0x11).put((byte) 0);
        }
        return Uploads.segment(kind, frame.array());
    }

    private static byte[] deflated(long zeros) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 20];
        byte[] out = new byte[1 << 16];
        for (long left = zeros; left > 0; left -= block.length) {
            deflater.setInput(block, 0, (int) Math.min(left, block.length));
            for (int length = deflater.deflate(out); length > 0; length = deflater.deflate(out)) {
                deflated.write(out, 0, length);
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            deflated.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        return deflated.toByteArray();
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteBuffer whole = ByteBuffer.allocate(part.length * times);
        for (int i = 0; i < times; i++) {
            whole.put(part);
        }
        return whole.array();
    }

    private static byte[] threeBytes(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
