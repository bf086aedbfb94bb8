package io.talel.gateway.image.clean;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the blocks of a GIF. Keeps frames, their timing and the looping; drops all else, such as comments and texts. */
final class GifFile {

    private static final int SCREEN = 6;
    private static final int BLOCKS = 13;
    private static final int FRAME = 0x2C;
    private static final int FRAME_HEADER = 10;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int END = 0x3B;

    /** Application and kind of the data that says how often the frames are repeated; two bytes with the number follow. */
    private static final byte[] LOOPING = FileSignatures.ascii("\13NETSCAPE2.0\3\1");

    /** Bytes of a pixel: decoded, and once more while it is encoded. */
    private static final int PIXEL = 2;

    private final FileBytes file;
    private final DecodingBudget budget;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long position = BLOCKS;
    private int left;
    private int top;
    private int width;
    private int height;

    private GifFile(FileBytes file, DecodingBudget budget) {
        this.file = file;
        this.budget = budget;
    }

    static ImageHeaders read(FileBytes file, DecodingBudget budget) throws UnreadableImage {
        return new GifFile(file, budget).read();
    }

    private ImageHeaders read() throws UnreadableImage {
        if (!file.isAt(0, FileSignatures.ascii("GIF8"))) {
            throw new UnreadableImage("a GIF that does not begin as one");
        }
        passColours(file.u8(SCREEN + 4));
        kept.writeBytes(file.slice(0, position));
        readBlocks();
        if (width == 0) {
            throw new UnreadableImage("a GIF without frames");
        }
        kept.write(END);
        byte[] clean = kept.toByteArray();
        giveSize(clean);
        return new ImageHeaders(width, height, Orientation.NORMAL, clean);
    }

    /** Some writers omit the size of the screen, and decoders demand it: then it reaches to the edges of the first frame. */
    private void giveSize(byte[] clean) throws UnreadableImage {
        ByteBuffer screen = ByteBuffer.wrap(clean).order(ByteOrder.LITTLE_ENDIAN);
        int screenWidth = file.u16LittleEndian(SCREEN);
        int screenHeight = file.u16LittleEndian(SCREEN + 2);
        int right = screenWidth == 0 ? left + width : screenWidth;
        int bottom = screenHeight == 0 ? top + height : screenHeight;
        budget.canvas(right, bottom);
        screen.putShort(SCREEN, (short) right).putShort(SCREEN + 2, (short) bottom);
    }

    /** Bytes after the last frame are ignored. */
    private void readBlocks() throws UnreadableImage {
        ByteArrayOutputStream beforeFrame = new ByteArrayOutputStream();
        while (position < file.length()) {
            long start = position;
            int kind = file.u8(position);
            if (kind == EXTENSION) {
                int label = file.u8(position + 1);
                position += 2;
                if (label == APPLICATION && file.isAt(position, LOOPING)) {
                    beforeFrame.writeBytes(file.slice(start, position + LOOPING.length + 2));
                    beforeFrame.write(0);
                }
                passData();
                if (label == CONTROL) {
                    beforeFrame.writeBytes(file.slice(start, position));
                }
            } else if (kind == FRAME) {
                readFrame();
                kept.writeBytes(beforeFrame.toByteArray());
                beforeFrame.reset();
                kept.writeBytes(file.slice(start, position));
            } else {
                return;
            }
        }
    }

    private void readFrame() throws UnreadableImage {
        int frameWidth = file.u16LittleEndian(position + 5);
        int frameHeight = file.u16LittleEndian(position + 7);
        budget.frame(frameWidth, frameHeight, (long) frameWidth * frameHeight * PIXEL);
        if (width == 0) {
            left = file.u16LittleEndian(position + 1);
            top = file.u16LittleEndian(position + 3);
            width = frameWidth;
            height = frameHeight;
        }
        int flags = file.u8(position + 9);
        position += FRAME_HEADER;
        passColours(flags);
        position++;
        passData();
    }

    /** Skips the table of colours, if the flags announce one. */
    private void passColours(int flags) {
        if ((flags & 0x80) != 0) {
            position += 3L << ((flags & 7) + 1);
        }
    }

    /** Skips pieces that begin with their length, up to a piece of length zero. */
    private void passData() throws UnreadableImage {
        int length = file.u8(position);
        while (length > 0) {
            position += 1 + length;
            length = file.u8(position);
        }
        position++;
    }
}
