package io.talel.ops.drills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that follows the stream of events, and notes their ids. */
final class LiveFollower implements AutoCloseable {

    private static final String ID = "id: ";

    private final Socket socket;
    private final List<Long> ids = new ArrayList<>();

    private LiveFollower(Socket socket) {
        this.socket = socket;
    }

    static LiveFollower now(int port) {
        return connect(port, "");
    }

    static LiveFollower after(int port, long id) {
        return connect(port, "Last-Event-ID: " + id + "\r\n");
    }

    private static LiveFollower connect(int port, String header) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            LiveFollower follower = new LiveFollower(socket);
            Thread.ofVirtual().start(follower::read);
            return follower;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024)) {
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
        ids.add(id);
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
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
