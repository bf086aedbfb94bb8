package io.talel.ops.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A keep-alive HTTP/1.1 connection that costs next to nothing, since it shares the cores with what it measures: two
 * system calls an exchange, no thread of its own.
 */
final class HttpConnection implements Closeable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int filled;

    HttpConnection(int port) throws IOException {
        this.port = port;
        open();
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** @param request the whole of it, head and body, as it goes over the wire */
    Answer exchange(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        int headEnd = endOf("\r\n\r\n", 0);
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head.substring(9, 12));
        String names = head.toLowerCase(Locale.ROOT);
        byte[] body = names.contains("\r\ntransfer-encoding: chunked") ? chunked(headEnd) : sized(names, headEnd);
        if (names.contains("\r\nconnection: close")) {
            close();
            open();
        }
        return new Answer(status, head, body);
    }

    private byte[] sized(String names, int start) throws IOException {
        String header = "\r\ncontent-length:";
        int at = names.indexOf(header);
        if (at < 0) {
            return new byte[0];
        }
        String length = names.substring(at + header.length(), names.indexOf("\r\n", at + 2));
        int end = start + Integer.parseInt(length.strip());
        fill(end);
        return Arrays.copyOfRange(buffer, start, end);
    }

    private byte[] chunked(int start) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 13);
        int at = start;
        while (true) {
            int lineEnd = endOf("\r\n", at);
            int size = Integer.parseInt(new String(buffer, at, lineEnd - 2 - at, StandardCharsets.US_ASCII), 16);
            fill(lineEnd + size + 2);
            body.write(buffer, lineEnd, size);
            at = lineEnd + size + 2;
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    /** Index behind the next occurrence of the mark; reads on until there is one. */
    private int endOf(String mark, int from) throws IOException {
        for (int end = from + mark.length(); ; end++) {
            fill(end);
            if (isAt(mark, end - mark.length())) {
                return end;
            }
        }
    }

    private boolean isAt(String mark, int start) {
        for (int i = 0; i < mark.length(); i++) {
            if (buffer[start + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void fill(int needed) throws IOException {
        while (filled < needed) {
            if (filled == buffer.length || needed > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
            }
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            filled += read;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
