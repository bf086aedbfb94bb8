package io.talel.gateway.image.store;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** An object on its way from the bucket. A failure or an early end is a {@link SdkException}. */
final class ObjectStream extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);

    /** More than an answer buffers before it sends the status: an earlier failure can still change the status. */
    private static final int BEGINNING = 16 * 1024;

    private long missing;

    private ObjectStream(InputStream bytes, long length) {
        super(bytes);
        this.missing = length;
    }

    /** Reads the beginning of the object at once. */
    static InputStream begun(InputStream bytes, long length) {
        ObjectStream object = new ObjectStream(bytes, length);
        try {
            byte[] beginning = object.readNBytes(BEGINNING);
            return new SequenceInputStream(new ByteArrayInputStream(beginning), object);
        } catch (IOException | RuntimeException e) {
            object.close();
            throw failed(e);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int n;
        try {
            n = super.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
        if (n < 0 && missing > 0) {
            throw SdkClientException.create("The bucket sent " + missing + " bytes less than the object has");
        }
        missing -= Math.max(n, 0);
        return n;
    }

    /** Ignores failures: the rest of the object is not needed. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("An object was not closed", e);
        }
    }

    private static SdkException failed(Exception cause) {
        return cause instanceof SdkException known
                ? known
                : SdkClientException.create("The bucket broke off in the middle of an object", cause);
    }
}
