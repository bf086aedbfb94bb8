package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's Prometheus with the alerts of {@code ops/deploy}, in a hurry: it asks every second, and what the alerts look back
 * over, or wait for, is seconds. Their bounds are as they are.
 */
final class Prometheus implements AutoCloseable {

    private static final Path DEPLOYED = Path.of("..", "deploy", "prometheus", "alerts.yaml");
    private static final String LOOKS_BACK = "20s";
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Path configuration;
    private final Process process;
    private final int port;

    private Prometheus(Path configuration, Process process, int port) {
        this.configuration = configuration;
        this.process = process;
        this.port = port;
    }

    /** @param nodes their management ports */
    static Prometheus watching(Path directory, int traefik, int... nodes) {
        int port = Loopback.portOrFree(0);
        String targets =
                IntStream.of(nodes).mapToObj(node -> "127.0.0.1:" + node).collect(Collectors.joining(", "));
        try {
            Files.writeString(
                    directory.resolve("alerts.yaml"),
                    Files.readString(DEPLOYED)
                            .replaceAll("for: \\w+", "for: 1s")
                            .replaceAll("\\[\\d+[mhd](:?)]", "[" + LOOKS_BACK + "$1]"));
            Path configuration = Files.writeString(directory.resolve("prometheus.yaml"), """
                    global:
                      scrape_interval: 1s
                      evaluation_interval: 1s
                    rule_files: [alerts.yaml]
                    scrape_configs:
                      - job_name: talelio
                        metrics_path: /actuator/prometheus
                        static_configs: [{targets: [%s]}]
                      - job_name: traefik
                        static_configs: [{targets: ["127.0.0.1:%d"]}]
                    """.formatted(
                            targets.replaceAll("[\\d.:]+", "\"$0\""), traefik));
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + directory.resolve("series"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("prometheus.log").toFile())
                    .start();
            Prometheus prometheus = new Prometheus(configuration, process, port);
            await().atMost(SOON).ignoreExceptions().until(() -> prometheus.number("sum(up)") == nodes.length + 1);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits as long for an answer as in production: with a frozen database it takes eight seconds. */
    void bePatient() throws IOException {
        Files.writeString(
                configuration, Files.readString(configuration).replace("scrape_interval: 1s", "scrape_interval: 10s"));
        new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                .start()
                .onExit()
                .join();
    }

    void awaitFiring(String... alerts) {
        await("firing " + List.of(alerts)).atMost(SOON).until(() -> firing().containsAll(List.of(alerts)));
    }

    void awaitSilence(String... alerts) {
        await("silent " + List.of(alerts)).atMost(SOON).until(() -> List.of(alerts).stream()
                .noneMatch(firing()::contains));
    }

    Set<String> firing() {
        Set<String> firing = new TreeSet<>();
        for (JsonNode alert : get("alerts").at("/data/alerts")) {
            if (alert.path("state").asString().equals("firing")) {
                firing.add(alert.at("/labels/alertname").asString());
            }
        }
        return firing;
    }

    private double number(String expression) {
        return Double.parseDouble(
                get("query?query=" + expression).at("/data/result/0/value/1").asString());
    }

    private JsonNode get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
            return new JsonMapper()
                    .readTree(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
