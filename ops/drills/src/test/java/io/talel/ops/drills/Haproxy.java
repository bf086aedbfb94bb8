package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real proxy in front of nodes: asks every second who takes requests, as Traefik does, and keeps no connection to a node. It
 * waits longer for the answer, since the machine of a drill is busy.
 */
final class Haproxy implements AutoCloseable {

    private final Process process;
    private final int port;

    private Haproxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Ports of a node. */
    record Node(int port, int managementPort) {}

    /** Tries nothing twice, so that a node that closes its port too early fails a request. */
    static Haproxy before(Path directory, PodmanNode... nodes) {
        return start(
                directory,
                "retries 0",
                Stream.of(nodes)
                        .map(node -> new Node(node.port(), node.managementPort()))
                        .toList());
    }

    /** Asks another node when one refuses the connection, as Traefik does here; nothing is sent twice. */
    static Haproxy askingOthersBefore(Path directory, List<Node> nodes) {
        return start(directory, "retries 3\n    option redispatch 1", nodes);
    }

    private static Haproxy start(Path directory, String retries, List<Node> nodes) {
        int port = Loopback.portOrFree(0);
        StringBuilder configuration = new StringBuilder("""
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 75s
                    timeout server 75s
                    timeout check 10s
                    option forwardfor
                    option http-server-close
                    http-reuse never
                    %s
                listen api
                    bind 127.0.0.1:%d
                    balance roundrobin
                    option httpchk GET /actuator/health/proxy
                    default-server inter 1s fall 1 rise 1
                    http-request return status 200 content-type text/plain lf-string %%[nbsrv(api)] if { path /v1/usable }
                """.formatted(retries, port));
        for (Node node : nodes) {
            configuration.append("    server n%d 127.0.0.1:%d check port %d%n"
                    .formatted(node.port(), node.port(), node.managementPort()));
        }
        try {
            Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration);
            Process process = new ProcessBuilder("haproxy", "-db", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("haproxy.log").toFile())
                    .start();
            Haproxy proxy = new Haproxy(process, port);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> NodeClient.of(port).health().status() == 200);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of nodes that take requests. */
    int usable() {
        return NodeClient.of(port).get("/usable").json().asInt();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
