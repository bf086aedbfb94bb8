package io.talel.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection whose client sends what it is told to and then does nothing. */
final class SlowClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int TINY_BUFFER = 4096;

    private final Socket socket;

    SlowClient(int port) {
        try {
            socket = new Socket();
            socket.setReceiveBufferSize(TINY_BUFFER);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SlowClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    SlowClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends until the connection breaks; reads nothing. */
    SlowClient sendForEver(String text) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException broken) {
                // Expected.
            }
        });
        return this;
    }

    /** Whether the server has reset the connection. */
    boolean isBrokenAfterSending(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Whether the server has reset the connection of a client that reads a byte; bytes from before the reset come first. */
    boolean isBrokenAfterReading() {
        try {
            return socket.getInputStream().read() < 0 || isBrokenAfterSending("\n");
        } catch (IOException broken) {
            return true;
        }
    }

    /** Everything the server says until it closes the connection. */
    String answer() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has come when the head of the answer has. */
    String firstBytesOfAnswer() {
        try {
            byte[] bytes = new byte[TINY_BUFFER];
            int n = socket.getInputStream().read(bytes);
            return new String(bytes, 0, Math.max(n, 0), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
