package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A shared cache in front of a node, which keeps what it may by its headers. It says in {@code X-Cache} where an answer is from. */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx before(Path directory, int node) {
        int port = Loopback.portOrFree(0);
        String configuration = """
                user root;
                daemon off;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path bodies;
                    proxy_temp_path answers;
                    proxy_cache_path cache keys_zone=api:1m;
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            proxy_pass http://127.0.0.1:%d;
                            proxy_cache api;
                            proxy_set_header If-None-Match $http_if_none_match;
                            add_header X-Cache $upstream_cache_status always;
                        }
                    }
                }
                """.formatted(port, node);
        try {
            Path file = Files.writeString(directory.resolve("nginx.conf"), configuration);
            Process process = new ProcessBuilder(
                            "nginx", "-p", directory.toString(), "-c", file.toString(), "-e", "nginx.log")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("nginx.out").toFile())
                    .start();
            Nginx cache = new Nginx(process, port);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> NodeClient.of(port).health().status() == 200);
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
