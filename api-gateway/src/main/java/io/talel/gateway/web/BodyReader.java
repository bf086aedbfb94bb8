package io.talel.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/** Reads a text body whole, up to a limit. */
final class BodyReader {

    private static final int CHUNK = 16 * 1024;

    private BodyReader() {}

    /** @return the body as UTF-8 text, empty when there is none */
    static CharBuffer read(HttpServletRequest request, int maxBytes) {
        byte[] bytes = bytes(request, maxBytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Request body is not valid UTF-8");
        }
    }

    private static byte[] bytes(HttpServletRequest request, int maxBytes) {
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        try {
            InputStream in = request.getInputStream();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (out.size() + n > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        } catch (SocketTimeoutException e) {
            throw new HttpRefusal(HttpStatus.REQUEST_TIMEOUT, "Request body did not arrive in time");
        } catch (IOException e) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Request body ended early");
        }
    }

    private static HttpRefusal tooLarge(int maxBytes) {
        return new HttpRefusal(
                HttpStatus.CONTENT_TOO_LARGE, "Request body must be at most " + maxBytes / 1024 + " KiB long");
    }
}
