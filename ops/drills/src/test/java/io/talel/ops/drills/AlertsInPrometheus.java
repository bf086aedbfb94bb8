package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus watches two nodes. What the alerts are for happens, and they fire. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsInPrometheus {

    /** These backups were never made, so for them two seconds are as good as a day. */
    private static final String[] NEVER = {"BackupMissing", "VerificationMissing", "DrillMissing"};

    /** Enough of them within the 20 s that an alert looks back over. */
    private static final int MANY = 40;

    private static final Duration SLOW = Duration.ofMillis(1700);

    @TempDir
    static Path directory;

    /** In the order in which they stop. */
    private static final Deque<AutoCloseable> started = new ArrayDeque<>();

    private static Path disk;
    private static HttpServer traefik;
    private static volatile long certificateEnds =
            Clock.systemUTC().instant().plus(Duration.ofDays(60)).getEpochSecond();
    private static ServedStack here;
    private static ServedStack there;
    private static NodeClient author;
    private static Prometheus prometheus;

    @BeforeAll
    static void prometheus_watches_two_nodes() throws IOException {
        disk = Files.createDirectory(directory.resolve("disk"));
        traefik = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        traefik.createContext("/metrics", exchange -> {
            byte[] body = "traefik_tls_certs_not_after{cn=\"api.example.org\",sans=\"\",serial=\"1\"} %d\n"
                    .formatted(certificateEnds)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        traefik.start();
        started.push(() -> traefik.stop(0));
        int[] management = {Loopback.portOrFree(0), Loopback.portOrFree(0)};
        here = node("a", management[0], Map.of());
        there = node("b", management[1], here.variables());
        author = NodeClient.of(here.port()).signUp("watched");
        assertThat(author.publish("Before", "Text").status()).isEqualTo(201);
        prometheus = Prometheus.watching(directory, traefik.getAddress().getPort(), management);
        started.push(prometheus);
    }

    private static ServedStack node(String name, int management, Map<String, String> servers) {
        Map<String, String> environment = new HashMap<>(servers);
        environment.put("MANAGEMENT_PORT", String.valueOf(management));
        environment.put("TALELIO_SESSION_REFRESHGRACE", "1ms");
        environment.put("MANAGEMENT_METRICS_SYSTEM_DISKSPACE_PATHS", disk.toString());
        ServedStack node = Cluster.launch(directory.resolve(name), environment);
        started.push(node);
        return node.awaitReady();
    }

    @AfterAll
    static void all_stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @Test
    @Order(1)
    void two_nodes_at_work_only_lack_backups() {
        prometheus.awaitFiring(NEVER);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(prometheus.firing()).containsExactlyInAnyOrder(NEVER));
    }

    @Test
    @Order(2)
    void backups_that_were_made_and_proven_long_ago() {
        for (String task : List.of("run", "verify", "drill")) {
            OperatorsCommand command = OperatorsCommand.start(here.variables(), "backup", task);
            String said = command.awaitEnd();
            assertThat(command.process().exitValue()).as(said).isZero();
        }
        prometheus.awaitSilence(NEVER);
        assertThat(prometheus.firing()).isEmpty();
        try (ForeignTransaction other = new NodesDatabase(here.database()).begin()) {
            other.ageBackupsByDays(9);
            other.commit();
        }
        prometheus.awaitFiring("BackupOld", "VerificationOld", "DrillOld");
    }

    @Test
    @Order(3)
    void slow_commits() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<NodeAnswer> written;
            try (ForeignTransaction other = new NodesDatabase(here.database()).begin()) {
                other.holdSlug("slow");
                written = CompletableFuture.supplyAsync(() -> author.publish("Slow", "Text"));
                await().pollDelay(SLOW).until(() -> true);
            }
            assertThat(written.join().status()).isEqualTo(201);
        }
        prometheus.awaitFiring("AppendsSlow");
        prometheus.awaitSilence("AppendsSlow");
    }

    @Test
    @Order(4)
    void log_ins_that_fail_and_refresh_tokens_that_are_used_twice() {
        NodeClient client = NodeClient.of(there.port());
        for (int i = 0; i < MANY; i++) {
            assertThat(client.logInFrom("127.0.0.1", "watched@example.org", "a wrong password")
                            .status())
                    .isEqualTo(401);
        }
        prometheus.awaitFiring("LogInsFail");
        for (int i = 0; i < MANY; i++) {
            String cookie = client.logIn("watched@example.org")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .split(";", 2)[0];
            assertThat(refresh(cookie)).isEqualTo(200);
            assertThat(refresh(cookie)).isEqualTo(401);
        }
        prometheus.awaitFiring("RefreshTokensReused");
    }

    private static int refresh(String cookie) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + there.port() + "/v1/accounts/token"))
                                    .header("Cookie", cookie)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(5)
    void a_projection_that_gets_no_further() {
        try (ForeignTransaction other = new NodesDatabase(here.database()).begin()) {
            other.holdProjectedArticles();
            author.publish("Unseen", "Text");
            prometheus.awaitFiring("ProjectionLate", "ProjectionStuck");
        }
        prometheus.awaitSilence("ProjectionLate", "ProjectionStuck");
    }

    @Test
    @Order(6)
    void an_event_that_nobody_can_read() {
        try (ForeignTransaction other = new NodesDatabase(here.database()).begin()) {
            other.tellUnreadable("article-99999999");
            other.commit();
        }
        author.publish("After the unreadable", "Text");
        prometheus.awaitFiring("DeadLetters");
    }

    @Test
    @Order(7)
    void a_pause_that_is_forgotten() {
        String said = OperatorsCommand.start(
                        here.variables(), "projections", "pause", "image", "--reason", "drill", "--yes")
                .awaitEnd();
        await("pause: " + said)
                .atMost(Duration.ofMinutes(1))
                .until(() -> prometheus.firing().contains("ProjectionPaused"));
    }

    @Test
    @Order(8)
    void a_full_disk_and_a_certificate_that_ends() {
        try (SmallDisk small = SmallDisk.mount(disk)) {
            small.fill();
            certificateEnds =
                    Clock.systemUTC().instant().plus(Duration.ofDays(13)).getEpochSecond();
            prometheus.awaitFiring("DiskFull", "CertificateEnds");
            small.free();
            prometheus.awaitSilence("DiskFull");
        }
    }

    @Test
    @Order(9)
    void requests_that_fail_without_redis() {
        try (FrozenServer _ = FrozenServer.freeze(here.process("redis"))) {
            NodeClient client = NodeClient.of(here.port());
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                IntStream.range(0, 5).forEach(_ -> client.logIn("watched@example.org"));
                return prometheus.firing().contains("RequestsFail");
            });
        }
    }

    @Test
    @Order(10)
    void a_database_that_does_not_answer() throws IOException {
        prometheus.bePatient();
        try (FrozenServer _ = FrozenServer.freeze(here.process("postgres"))) {
            prometheus.awaitFiring("LogUnreachable", "ProjectionUnknown", "EndedSessionsUnknown");
        }
        prometheus.awaitSilence("LogUnreachable", "ProjectionUnknown", "EndedSessionsUnknown");
    }

    @Test
    @Order(11)
    void a_node_that_is_gone() {
        there.process("api").kill();
        prometheus.awaitFiring("NodeDown");
        assertThat(prometheus.firing()).doesNotContain("NoNodes");
    }
}
