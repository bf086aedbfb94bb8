package io.talel.gateway.image.clean;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/** The chunks of a PNG. Keeps those of the picture, with all pixel data in one chunk. */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int CHUNK_HEADER = 8;
    private static final int CHECKSUM = 4;
    private static final int HEADER_LENGTH = 13;

    private static final String HEADER = "IHDR";
    private static final String PALETTE = "PLTE";
    private static final String TRANSPARENCY = "tRNS";
    private static final String PIXELS = "IDAT";
    private static final String END = "IEND";
    private static final Set<String> BEFORE_PIXELS = Set.of(PALETTE, TRANSPARENCY);

    private final FileBytes file;
    private final DecodingBudget budget;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private boolean pixelsEnded;
    private boolean transparent;
    private long animationFrames;
    private Orientation orientation = Orientation.NORMAL;

    private PngFile(FileBytes file, DecodingBudget budget) {
        this.file = file;
        this.budget = budget;
    }

    static ImageHeaders read(FileBytes file, DecodingBudget budget) throws UnreadableImage {
        return new PngFile(file, budget).read();
    }

    private ImageHeaders read() throws UnreadableImage {
        long header = SIGNATURE.length + CHUNK_HEADER;
        if (!file.isAt(0, SIGNATURE)
                || !file.text(header - 4, 4).equals(HEADER)
                || file.u32BigEndian(SIGNATURE.length) != HEADER_LENGTH) {
            throw new UnreadableImage("a PNG without a header");
        }
        readChunks(header + HEADER_LENGTH + CHECKSUM);
        long width = file.u32BigEndian(header);
        long height = file.u32BigEndian(header + 4);
        budget.frame(width, height, memory(width * height, file.u8(header + 8), file.u8(header + 9)));
        if (pixels.size() == 0) {
            throw new UnreadableImage("a PNG without pixels");
        }
        return new ImageHeaders(
                (int) width, (int) height, orientation, picture(file.slice(header, header + HEADER_LENGTH)));
    }

    private void readChunks(long first) throws UnreadableImage {
        long position = first;
        while (position < file.length()) {
            long length = file.u32BigEndian(position);
            String name = file.text(position + 4, 4);
            if (name.equals(END)) {
                return;
            }
            long start = position + CHUNK_HEADER;
            readChunk(name, file.slice(start, start + length));
            position = start + length + CHECKSUM;
        }
    }

    private void readChunk(String name, byte[] data) throws UnreadableImage {
        boolean isPixels = name.equals(PIXELS);
        if (isPixels && !pixelsEnded) {
            pixels.writeBytes(data);
        } else if (pixels.size() > 0) {
            pixelsEnded = true;
        } else if (BEFORE_PIXELS.contains(name)) {
            before.writeBytes(chunk(name, data));
            transparent |= name.equals(TRANSPARENCY);
        }
        switch (name) {
            case "eXIf" -> orientation = Exif.orientation(data);
            case "acTL" -> budget.frames(new FileBytes(data).u32BigEndian(0));
            case "fcTL" -> budget.frames(++animationFrames);
            default -> {}
        }
    }

    /** Bytes of the decoded picture, twice if it has to be turned. */
    private long memory(long pixelCount, int depth, int colourType) throws UnreadableImage {
        int samples =
                switch (colourType) {
                    case 0, 3 -> 1;
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> throw new UnreadableImage("a PNG of colour type " + colourType);
                };
        if (depth > 16) {
            throw new UnreadableImage("a PNG of " + depth + " bits a colour");
        }
        long decoded = pixelCount * (samples + (transparent ? 1 : 0)) * (depth > 8 ? 2 : 1);
        return decoded * (orientation == Orientation.NORMAL ? 1 : 2);
    }

    private byte[] picture(byte[] header) {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        picture.writeBytes(SIGNATURE);
        picture.writeBytes(chunk(HEADER, header));
        picture.writeBytes(before.toByteArray());
        picture.writeBytes(chunk(PIXELS, pixels.toByteArray()));
        picture.writeBytes(chunk(END, new byte[0]));
        return picture.toByteArray();
    }

    private static byte[] chunk(String name, byte[] data) {
        byte[] type = FileSignatures.ascii(name);
        CRC32 checksum = new CRC32();
        checksum.update(type);
        checksum.update(data);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(FileSignatures.bigEndian(data.length));
        chunk.writeBytes(type);
        chunk.writeBytes(data);
        chunk.writeBytes(FileSignatures.bigEndian((int) checksum.getValue()));
        return chunk.toByteArray();
    }
}
