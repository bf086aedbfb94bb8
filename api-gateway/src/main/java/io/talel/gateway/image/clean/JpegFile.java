package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.io.IOException;
import java.util.Arrays;

/** JPEG: turned upright and encoded anew. */
final class JpegFile {

    /** A progressive picture has about ten; thousands are an attack, for every one is a pass over all pixels. */
    private static final int MAX_SCANS = 100;

    private static final int MARKER = 0xFF;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;

    private JpegFile() {}

    static byte[] clean(byte[] file) throws IOException {
        refuseManyScans(file);
        return StillImages.encode(ImageFormat.JPEG, orientation(file).upright(StillImages.decodeJpeg(file)));
    }

    /** In the data of a scan the byte after 0xFF is never 0xDA. */
    private static void refuseManyScans(byte[] file) throws UnreadableImage {
        int scans = 0;
        for (int i = 1; i < file.length; i++) {
            if (at(file, i) == START_OF_SCAN && at(file, i - 1) == MARKER) {
                scans++;
            }
        }
        if (scans > MAX_SCANS) {
            throw new UnreadableImage("a JPEG of " + scans + " scans");
        }
    }

    /** Walks the segments before the first scan. */
    static Orientation orientation(byte[] file) {
        int position = 2;
        while (position + 4 <= file.length && at(file, position) == MARKER) {
            int marker = at(file, position + 1);
            int length = at(file, position + 2) << 8 | at(file, position + 3);
            int end = position + 2 + length;
            if (marker == START_OF_SCAN || length < 2 || end > file.length) {
                break;
            }
            if (marker == APP1 && Signatures.isAt(file, position + 4, Exif.HEADER)) {
                return Exif.orientation(Arrays.copyOfRange(file, position + 4, end));
            }
            position = end;
        }
        return Orientation.NORMAL;
    }

    private static int at(byte[] file, int index) {
        return Byte.toUnsignedInt(file[index]);
    }
}
