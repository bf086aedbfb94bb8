package io.talel.gateway.image.decoder;

import io.talel.kernel.image.ImageFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A task for a decoder.
 *
 * @param orientation number in EXIF
 * @param file an upload reduced to its picture
 */
public record DecodingTask(ImageFormat format, int orientation, byte[] file) {

    static DecodingTask read(DataInputStream in) throws IOException {
        ImageFormat format = ImageFormat.valueOf(in.readUTF());
        int orientation = in.readByte();
        byte[] file = new byte[in.readInt()];
        in.readFully(file);
        return new DecodingTask(format, orientation, file);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(format.name());
        out.writeByte(orientation);
        out.writeInt(file.length);
        out.write(file);
        out.flush();
    }
}
