package io.talel.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.springframework.http.HttpStatus;

/**
 * The body of a request. Whatever goes wrong on the client's side is thrown as {@link HttpRefusal}, so that an
 * {@link IOException} beside it can only be a failure of ours.
 */
public final class ClientInput extends InputStream {

    private final InputStream body;

    private ClientInput(InputStream body) {
        this.body = body;
    }

    public static ClientInput of(HttpServletRequest request) {
        try {
            return new ClientInput(request.getInputStream());
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
