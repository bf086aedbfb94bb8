package io.talel.ops.drills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A client that follows the stream of events, and notes their ids. */
final class LiveFollower implements AutoCloseable {

    private static final String ID = "id: ";

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final int port;
    private final String header;
    private final List<Long> ids = new ArrayList<>();
    private Socket socket;
    private boolean closed;

    private LiveFollower(int port, String header) {
        this.port = port;
        this.header = header;
        this.socket = new Socket();
    }

    static LiveFollower now(int port) {
        return connect(port, "");
    }

    static LiveFollower after(int port, long id) {
        return connect(port, header(id));
    }

    private static String header(long id) {
        return "Last-Event-ID: " + id + "\r\n";
    }

    private static LiveFollower connect(int port, String header) {
        LiveFollower follower = new LiveFollower(port, header);
        Thread.ofVirtual().start(follower::follow);
        return follower;
    }

    /** When many connect at once, a node breaks some connections; clients come again, and go on. */
    private void follow() {
        while (!isClosed()) {
            read();
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized Socket connect() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String place = ids.isEmpty() ? header : header(ids.getLast());
        socket.getOutputStream()
                .write(("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n" + place + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void read() {
        try (Socket connected = connect();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8), 1024)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(ID)) {
                    note(Long.parseLong(line.substring(ID.length())));
                }
            }
        } catch (IOException e) {
            // It is cut off.
        }
    }

    private synchronized void note(long id) {
        // A stream begins with the place that was asked for.
        if (ids.isEmpty() || id != ids.getLast()) {
            ids.add(id);
        }
    }

    synchronized boolean hasBegun() {
        return !ids.isEmpty();
    }

    synchronized long last() {
        return ids.getLast();
    }

    /** Without the one that the stream begins with. */
    synchronized List<Long> events() {
        return List.copyOf(ids.subList(Math.min(1, ids.size()), ids.size()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
