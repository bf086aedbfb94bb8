package io.talel.gateway.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client that follows the stream of events, as a browser does. */
final class FollowedEvents implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Socket socket;
    private final List<String> head = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private String lastEventId = "";
    private boolean ended;

    /** An event of a stream. */
    record Event(String id, String type, JsonNode data) {

        String slug() {
            return data.path("slug").asString("");
        }
    }

    private FollowedEvents(Socket socket) {
        this.socket = socket;
    }

    static FollowedEvents get(GatewayNode node, String path) {
        return get(node, path, null, null);
    }

    static FollowedEvents after(GatewayNode node, String lastEventId) {
        return get(node, "/events", "Last-Event-ID: " + lastEventId, null);
    }

    /** One with an address of its own, which is a network of its own to the node. */
    static FollowedEvents from(String address, GatewayNode node) {
        return get(node, "/events", null, address);
    }

    private static FollowedEvents get(
            GatewayNode node, String path, @Nullable String header, @Nullable String address) {
        try {
            Socket socket = new Socket();
            if (address != null) {
                socket.bind(new InetSocketAddress(address, 0));
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
            String request = "GET /v1" + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + (header == null ? "" : header + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            FollowedEvents followed = new FollowedEvents(socket);
            Thread.ofVirtual().start(followed::read);
            return followed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                synchronized (this) {
                    head.add(line);
                }
            }
            List<String> block = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    dispatch(block);
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException e) {
            // The connection is broken.
        }
        synchronized (this) {
            ended = true;
        }
    }

    private synchronized void dispatch(List<String> block) {
        lastEventId = field(block, "id", lastEventId);
        String data = field(block, "data", "");
        if (!data.isEmpty()) {
            events.add(new Event(lastEventId, field(block, "event", "message"), Api.JSON.readTree(data)));
        }
    }

    private static String field(List<String> block, String name, String otherwise) {
        return block.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(otherwise);
    }

    /** Waits until the node has begun the stream. */
    FollowedEvents awaitBegun() {
        Awaitility.await().atMost(PATIENCE).until(() -> !lastEventId().isEmpty());
        return this;
    }

    /** Waits until an article is told of so often, and hands back all events of it. */
    List<Event> await(String slug, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> of(slug).size() >= count);
        return of(slug);
    }

    void awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(this::isEnded);
    }

    synchronized boolean isEnded() {
        return ended;
    }

    synchronized String lastEventId() {
        return lastEventId;
    }

    synchronized List<String> head() {
        return List.copyOf(head);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    List<Event> of(String slug) {
        return events().stream().filter(event -> event.slug().equals(slug)).toList();
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
