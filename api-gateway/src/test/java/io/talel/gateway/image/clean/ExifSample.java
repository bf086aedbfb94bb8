package io.talel.gateway.image.clean;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** EXIF data as a phone writes it: how it was held, who made it, and where. */
final class ExifSample {

    static final String MAKER = "Secret Camera Co";

    private static final int GPS_DIRECTORY = 64;

    private ExifSample() {}

    /** A TIFF structure without the header that JPEG puts before it. */
    static byte[] tiff(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(160);
        tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, MAKER.length(), 46);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        entry(tiff, 0x8825, 4, 1, GPS_DIRECTORY);
        tiff.position(46).put(MAKER.getBytes(StandardCharsets.US_ASCII));
        tiff.position(GPS_DIRECTORY).putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'N', 0, 0, 0});
        entry(tiff, 2, 5, 3, 100);
        tiff.position(100);
        for (int part : new int[] {52, 31, 12}) {
            tiff.putInt(part).putInt(1);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
