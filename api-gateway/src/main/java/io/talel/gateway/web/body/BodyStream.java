package io.talel.gateway.web.body;

import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/**
 * The body of a request, up to a limit. Errors of the client are thrown as {@link HttpRefusal}, so an {@link IOException} is
 * always a failure of ours.
 */
public final class BodyStream extends InputStream {

    private final InputStream body;
    private final long maxBytes;
    private final Supplier<HttpRefusal> tooLarge;
    private long bytes;

    private BodyStream(InputStream body, long maxBytes, Supplier<HttpRefusal> tooLarge) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.tooLarge = tooLarge;
    }

    /** @throws HttpRefusal at once if the client announces more than the limit */
    public static BodyStream of(HttpServletRequest request, long maxBytes, Supplier<HttpRefusal> tooLarge) {
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge.get();
        }
        try {
            return new BodyStream(request.getInputStream(), maxBytes, tooLarge);
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int n = readBody(buffer, offset, length);
        bytes += Math.max(n, 0);
        if (bytes > maxBytes) {
            throw tooLarge.get();
        }
        return n;
    }

    private int readBody(byte[] buffer, int offset, int length) {
        try {
            return body.read(buffer, offset, length);
        } catch (SocketTimeoutException e) {
            throw new HttpRefusal(HttpStatus.REQUEST_TIMEOUT, "Request body did not arrive in time");
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    private static HttpRefusal brokenOff() {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, "Request body ended early");
    }
}
