package io.talel.gateway.webhook.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the beginning of an answer of HTTP/1.1. */
final class ReceiverResponseReader {

    /** Most bytes of status and headers. */
    private static final int MAX_HEAD = 32 * 1024;

    /** Most bytes of the body that are read, with the marks of chunks. */
    static final int MAX_BODY = 1024;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: .*)?");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \\t]*(?:;.*)?");
    private static final int HEX = 16;

    /** Answers that end with their head (RFC 9112, 6.3). */
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private static final int INTERIM = 200;

    private final InputStream in;
    private final Runnable onBody;
    private int left = MAX_HEAD;

    private ReceiverResponseReader(InputStream in, Runnable onBody) {
        this.in = in;
        this.onBody = onBody;
    }

    /**
     * @param onBody runs before the body is read
     * @throws IOException if it is no answer; one whose body breaks off is an answer
     */
    static ReceiverResponse read(InputStream in, Runnable onBody) throws IOException {
        return new ReceiverResponseReader(new BufferedInputStream(in, MAX_BODY), onBody).answer();
    }

    private ReceiverResponse answer() throws IOException {
        int status;
        int length;
        boolean chunked;
        do {
            Matcher first = STATUS.matcher(line());
            if (!first.matches()) {
                throw new IOException("The answer is not HTTP");
            }
            status = Integer.parseInt(first.group(1));
            length = Integer.MAX_VALUE;
            chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
                String value = parts.length == 1 ? "" : parts[1].strip();
                switch (parts[0]) {
                    case "content-length" -> length = value.matches("\\d{1,9}") ? Integer.parseInt(value) : length;
                    case "transfer-encoding" -> chunked = value.endsWith("chunked");
                    default -> {}
                }
            }
        } while (status < INTERIM);
        onBody.run();
        return new ReceiverResponse(status, WITHOUT_BODY.contains(status) ? "" : text(body(length, chunked)));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection ended without an answer");
            }
            if (--left < 0) {
                throw new IOException("The answer has too long a head");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** What has come when the other side breaks off, or when the time is over, is enough. */
    private byte[] body(int length, boolean chunked) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            left = MAX_BODY;
            int chunk = chunked ? chunk() : length;
            while (chunk > 0 && body.size() < MAX_BODY && copy(chunk, body) && chunked) {
                line();
                chunk = chunk();
            }
        } catch (IOException _) {
            // The status has come, which decides.
        }
        return body.toByteArray();
    }

    /**
     * Takes bytes as they come, since waiting for all of them may end with none.
     *
     * @return whether all of them have come
     */
    private boolean copy(int length, ByteArrayOutputStream body) throws IOException {
        int wanted = Math.min(length, MAX_BODY - body.size());
        byte[] some = new byte[wanted];
        int read = 0;
        while (wanted > 0 && read >= 0) {
            read = in.read(some, 0, wanted);
            wanted -= Math.max(read, 0);
            body.write(some, 0, Math.max(read, 0));
        }
        return wanted == 0;
    }

    private int chunk() throws IOException {
        Matcher size = CHUNK.matcher(line());
        return size.matches() ? Integer.parseInt(size.group(1), HEX) : 0;
    }

    /** The database takes no NUL, and a page no other control characters. */
    private static String text(byte[] body) {
        return new String(body, UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
