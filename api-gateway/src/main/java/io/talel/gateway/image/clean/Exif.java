package io.talel.gateway.image.clean;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and writes the orientation in EXIF data. */
final class Exif {

    static final byte[] HEADER = {'E', 'x', 'i', 'f', 0, 0};

    private static final int TIFF_MAGIC = 42;
    private static final int TIFF_HEADER = 8;
    private static final int ENTRY = 12;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final short SHORT_TYPE = 3;

    private Exif() {}

    /** @param data TIFF structure, with or without {@link #HEADER}; invalid data mean normal */
    static Orientation orientation(byte[] data) {
        int start = FileSignatures.isAt(data, 0, HEADER) ? HEADER.length : 0;
        if (data.length - start < TIFF_HEADER) {
            return Orientation.NORMAL;
        }
        ByteBuffer tiff = ByteBuffer.wrap(data, start, data.length - start).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (tiff.getShort(2) != TIFF_MAGIC) {
            return Orientation.NORMAL;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.capacity()) {
            return Orientation.NORMAL;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (entry + ENTRY > tiff.capacity()) {
                break;
            }
            if (Short.toUnsignedInt(tiff.getShort((int) entry)) == ORIENTATION_TAG) {
                return Orientation.of(Short.toUnsignedInt(tiff.getShort((int) entry + 8)));
            }
        }
        return Orientation.NORMAL;
    }

    /** EXIF data, without {@link #HEADER}, with the orientation only. */
    static byte[] saying(Orientation orientation) {
        return ByteBuffer.allocate(TIFF_HEADER + 2 + ENTRY + 4)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) TIFF_MAGIC)
                .putInt(TIFF_HEADER)
                .putShort((short) 1)
                .putShort((short) ORIENTATION_TAG)
                .putShort(SHORT_TYPE)
                .putInt(1)
                .putShort((short) orientation.exif())
                .array();
    }
}
