package io.talel.ops.backup.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** {@code COPY … TO STDOUT (FORMAT binary)}: the server sends one row a message. */
public final class BinaryCopy {

    /** Start of the stream, in the message of the first row; flags and the length of an extension follow. */
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

    private BinaryCopy() {}

    /** Receives one row: {@code length} bytes from {@code offset} on, valid during the call. */
    @FunctionalInterface
    public interface Sink {
        void row(byte[] bytes, int offset, int length) throws IOException;
    }

    /** @param query of the rows to copy */
    public static void out(Connection connection, String query, Sink sink) throws SQLException, IOException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
        try {
            boolean first = true;
            byte[] message;
            while ((message = copy.readFromCopy()) != null) {
                int offset = first ? afterHeader(message) : 0;
                first = false;
                if (message.length - offset > Short.BYTES) {
                    sink.row(message, offset, message.length - offset);
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static int afterHeader(byte[] message) throws IOException {
        if (message.length < HEADER || !Arrays.equals(Arrays.copyOf(message, SIGNATURE.length), SIGNATURE)) {
            throw new IOException("PostgreSQL sends no binary COPY");
        }
        int extension = ByteBuffer.wrap(message).getInt(SIGNATURE.length + Integer.BYTES);
        return HEADER + extension;
    }
}
