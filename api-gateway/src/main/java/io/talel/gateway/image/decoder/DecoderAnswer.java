package io.talel.gateway.image.decoder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** An answer of a decoder: a byte for its kind, a length, and as many bytes. */
record DecoderAnswer(Kind kind, byte[] content) {

    enum Kind {
        /** The process has started. */
        READY,
        /** The content is the cleaned file. */
        CLEANED,
        /** The content is the reason, in UTF-8, why the file holds no picture. */
        REFUSED
    }

    /**
     * Longest content, in bytes (16 MiB). An upload has at most 2 MiB and is compressed again, at worst to a few times
     * its size. The node holds one for each decoder.
     */
    static final int MAX_LENGTH = 16 * 1024 * 1024;

    /** @throws IOException if the process has ended or sends anything else */
    static DecoderAnswer read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (kind >= Kind.values().length || length < 0 || length > MAX_LENGTH) {
            throw new IOException("an answer of kind " + kind + " and " + length + " bytes");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return new DecoderAnswer(Kind.values()[kind], content);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeInt(content.length);
        out.write(content);
        out.flush();
    }
}
