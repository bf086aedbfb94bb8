package io.talel.ops.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A proxy for PostgreSQL that breaks the connection once, at a statement: before the statement arrives, or before its
 * answer.
 */
public final class LostAnswer implements AutoCloseable {

    /** What does not arrive. */
    public enum Loses {
        STATEMENT,
        ANSWER
    }

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final String statement;
    private final Loses loses;
    private final String after;
    private volatile boolean armed;
    private final AtomicBoolean done = new AtomicBoolean();

    public LostAnswer(String host, int port, String statement, Loses loses) throws IOException {
        this(host, port, statement, loses, "");
    }

    /** @param after a statement that must come before */
    public LostAnswer(String host, int port, String statement, Loses loses, String after) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.host = host;
        this.port = port;
        this.statement = statement;
        this.loses = loses;
        this.after = after;
        Thread.ofPlatform().daemon().name("lost-answer").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public boolean happened() {
        return done.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                new Session(listener.accept(), new Socket(host, port)).start();
            } catch (IOException _) {
                // The test has ended.
            }
        }
    }

    private final class Session {
        private final Socket client;
        private final Socket server;
        private volatile boolean broken;

        Session(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            Thread.ofPlatform().daemon().start(() -> pass(client, server, true));
            Thread.ofPlatform().daemon().start(() -> pass(server, client, false));
        }

        private void pass(Socket from, Socket to, boolean asked) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[64 * 1024];
                for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
                    if (asked && isMeant(bytes, length)) {
                        if (loses == Loses.STATEMENT) {
                            return;
                        }
                        broken = true;
                    }
                    if (broken && !asked) {
                        return;
                    }
                    out.write(bytes, 0, length);
                    out.flush();
                }
            } catch (IOException _) {
                // One of the sides has gone.
            }
        }

        private boolean isMeant(byte[] bytes, int length) {
            String sent = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            armed |= sent.contains(after);
            return armed && sent.contains(statement) && done.compareAndSet(false, true);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
