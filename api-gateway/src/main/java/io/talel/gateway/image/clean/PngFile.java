package io.talel.gateway.image.clean;

import io.talel.kernel.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** PNG: turned upright and encoded anew, of an animated one the first picture. */
final class PngFile {

    private static final int SIGNATURE = 8;
    private static final int CHUNK_HEADER = 8;
    private static final int CHECKSUM = 4;

    private PngFile() {}

    static byte[] clean(byte[] file) throws IOException {
        BufferedImage image = StillImages.decode(ImageFormat.PNG, file);
        return StillImages.encode(ImageFormat.PNG, orientation(file).upright(image));
    }

    static Orientation orientation(byte[] file) {
        ByteBuffer chunks = ByteBuffer.wrap(file);
        int position = SIGNATURE;
        while (position + CHUNK_HEADER <= file.length) {
            int length = chunks.getInt(position);
            int start = position + CHUNK_HEADER;
            if (length < 0 || length > file.length - start) {
                break;
            }
            if (Signatures.isAt(file, position + 4, Signatures.ascii("eXIf"))) {
                return Exif.orientation(Arrays.copyOfRange(file, start, start + length));
            }
            position = start + length + CHECKSUM;
        }
        return Orientation.NORMAL;
    }
}
