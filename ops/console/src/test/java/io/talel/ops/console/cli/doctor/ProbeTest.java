package io.talel.ops.console.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.doctor.Finding.Severity;
import io.talel.ops.localstack.SelfSigned;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code probe} at a server whose certificate, which only the test trusts, lasts for 90 days. */
class ProbeTest {

    private static final int DAYS = 14;

    @TempDir
    private static Path directory;

    private static SelfSigned certificate;
    private static HttpsServer server;

    @BeforeAll
    static void a_server_with_a_certificate() throws Exception {
        certificate = SelfSigned.in(directory);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        for (int status : new int[] {200, 503}) {
            server.createContext("/" + status, exchange -> {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
        }
        server.start();
    }

    @AfterAll
    static void the_server_ends() {
        server.stop(0);
    }

    @Test
    void all_is_well_while_it_answers_and_its_certificate_lasts() throws Exception {
        assertThat(asked("/200", 0)).extracting(Finding::verdict).containsExactly(Severity.ok, Severity.ok);
        assertThat(asked("/200", 75)).extracting(Finding::verdict).containsExactly(Severity.ok, Severity.ok);
    }

    @Test
    void a_certificate_that_ends_soon_is_a_problem() throws Exception {
        assertThat(asked("/200", 77).getLast())
                .isEqualTo(new Finding(
                        "certificate", Severity.problem, "lasts for 12 days", "See docs/runbook.md#certificateends."));
    }

    @Test
    void another_answer_is_a_problem() throws Exception {
        assertThat(asked("/503", 0).getFirst())
                .isEqualTo(new Finding("answer", Severity.problem, "status 503", "See docs/runbook.md#requestsfail."));
    }

    @Test
    void a_certificate_that_nobody_trusts_is_unhealthy() {
        Result probe = run(address("/200").toString());

        assertThat(probe.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(probe.out()).contains("problem", "SSLHandshakeException");
    }

    @Test
    void a_server_that_is_away_and_disks_without_room_are_told_together() {
        Result probe =
                run("https://127.0.0.1:1/", "--disk", directory.toString(), "--disk", "/proc", "--disk", "/nowhere");

        assertThat(probe.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(probe.out())
                .contains("ConnectException")
                .containsPattern("problem +disk /proc +0 % are free")
                .containsPattern("problem +disk /nowhere")
                .containsPattern("(ok|problem) +disk " + directory + " +[0-9]+ % are free");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "latest",
                "https://a b/",
                "https:///path",
                "https://127.0.0.1:0/",
                "https://127.0.0.1:65536/",
                "https://127.0.0.1:99999999999/"
            })
    void only_addresses_of_https_with_a_port_that_there_is_are_asked(String address) {
        Result probe = run(address);

        assertThat(probe.code()).isEqualTo(ExitCode.USAGE);
        assertThat(probe.err())
                .contains("'" + address + "' is not an address like")
                .doesNotContain("at io.talel");
        assertThat(probe.out()).isEmpty();
    }

    /** @param later days from now */
    private static List<Finding> asked(String path, int later) throws InterruptedException {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(later));
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.context()).build()) {
            return new HttpsProbe(client, clock).ask(address(path), DAYS);
        }
    }

    private static URI address(String path) {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Result run(String... arguments) {
        return Operated.run(
                Map.of("DATA_DIR", directory.toString()),
                IntStream.range(0, arguments.length + 1)
                        .mapToObj(word -> word == 0 ? "probe" : arguments[word - 1])
                        .toArray(String[]::new));
    }
}
