package io.talel.gateway.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection whose client sends some bytes and then does nothing. */
final class SlowClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int TINY_BUFFER = 4096;

    private final Socket socket;
    private long taken;

    SlowClient(int port) {
        this(port, TINY_BUFFER);
    }

    /** @param buffer size of its receive buffer, in bytes */
    SlowClient(int port, int buffer) {
        this(port, buffer, null);
    }

    /** One with an address of its own, which is a network of its own to the node. */
    static SlowClient from(String address, int port) {
        return new SlowClient(port, TINY_BUFFER, address);
    }

    private SlowClient(int port, int buffer, @Nullable String address) {
        try {
            socket = new Socket();
            if (address != null) {
                socket.bind(new InetSocketAddress(address, 0));
            }
            socket.setReceiveBufferSize(buffer);
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

    /** Ends the request; the answer can still be read. */
    SlowClient endSending() {
        try {
            socket.shutdownOutput();
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

    /** Takes up to 4 KiB of what has come. */
    void takeSome() {
        try {
            InputStream in = socket.getInputStream();
            taken += in.readNBytes(Math.min(in.available(), TINY_BUFFER)).length;
        } catch (IOException broken) {
            // Nothing comes any more.
        }
    }

    /** Takes what comes until the connection ends, and counts the bytes of the answer. */
    long takeAll() {
        try {
            byte[] bytes = new byte[64 * 1024];
            for (int n = 0; n >= 0; n = socket.getInputStream().read(bytes)) {
                taken += n;
            }
        } catch (SocketException reset) {
            // Nothing comes any more.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken;
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
