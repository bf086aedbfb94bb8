package io.talel.ops.localstack;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy that counts round trips: a client that sends after an answer begins the next one. */
public final class CountingProxy implements Closeable {

    private final int target;
    private final ServerSocket entrance;
    private final AtomicLong roundTrips = new AtomicLong();

    /** @param target port of the server, on this host */
    public CountingProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                AtomicBoolean answered = new AtomicBoolean(true);
                forward(client, server, () -> {
                    if (answered.getAndSet(false)) {
                        roundTrips.incrementAndGet();
                    }
                });
                forward(server, client, () -> answered.set(true));
            }
        } catch (IOException e) {
            if (!entrance.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void forward(Socket from, Socket to, Runnable seen) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    seen.run();
                    out.write(buffer, 0, read);
                }
            } catch (IOException _) {
                // One side has hung up, so the other one does.
            }
        });
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
