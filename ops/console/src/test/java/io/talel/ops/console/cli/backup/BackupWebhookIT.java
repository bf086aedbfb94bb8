package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts to {@code BACKUP_WEBHOOK}. */
class BackupWebhookIT {

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 204;
    private Map<String, String> environment;

    @BeforeEach
    void a_server_that_is_told() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/secret-path", exchange -> {
            told.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        environment = BackedUp.create().environment();
        environment.put(
                "BACKUP_WEBHOOK", "http://127.0.0.1:" + server.getAddress().getPort() + "/secret-path");
    }

    @AfterEach
    void the_server_ends() {
        server.stop(0);
    }

    @Test
    void it_is_told_how_each_run_ended() {
        assertThat(run("run").code()).isZero();
        assertThat(run("verify").code()).isZero();
        assertThat(run("expire").code()).isZero();
        assertThat(run("verify", "nonsense").code()).isEqualTo(ExitCode.REFUSED);
        environment.put("S3_BACKUP_BUCKET", "nowhere");
        assertThat(run("run").code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("verify").code()).isEqualTo(ExitCode.FAILED);

        assertThat(told)
                .extracting(message -> "%s %s %d"
                        .formatted(
                                message.path("command").asString(),
                                message.path("outcome").asString(),
                                message.path("exitCode").asInt()))
                .containsExactly(
                        "backup run done 0",
                        "backup verify done 0",
                        "backup expire done 0",
                        "backup verify refused 4",
                        "backup run failed 1",
                        "backup verify failed 1");
        assertThat(told).allSatisfy(message -> {
            assertThat(message.path("message").asString()).isNotBlank();
            assertThat(message.path("operator").asString()).isEqualTo("grace");
            assertThat(message.path("host").asString()).isNotBlank();
            assertThat(message.path("at").asString()).isNotBlank();
        });
        assertThat(told.get(4).path("message").asString()).contains("NoSuchBucket");
    }

    @Test
    void looking_is_no_run() {
        run("expire", "--dry-run");
        run("list");
        assertThat(told).isEmpty();
    }

    @Test
    void a_run_is_no_worse_for_a_webhook_that_fails_and_its_address_is_not_shown() {
        status = 500;
        Result answered = run("run");
        assertThat(answered.code()).isZero();
        assertThat(answered.err()).contains("BACKUP_WEBHOOK answered 500").doesNotContain("secret-path");

        server.stop(0);
        Result gone = run("run");
        assertThat(gone.code()).isZero();
        assertThat(gone.err()).contains("BACKUP_WEBHOOK could not be reached").doesNotContain("secret-path");
    }

    @Test
    void what_is_no_address_is_refused_before_anything_is_done() {
        environment.put("BACKUP_WEBHOOK", "ftp://secret-path");
        Result result = run("run");
        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("BACKUP_WEBHOOK is not an address").doesNotContain("secret-path");
    }

    @Test
    void what_could_not_begin_is_told_and_recorded() {
        environment.put("BACKUP_KEEP_DAYS", "7d");
        assertThat(run("expire", "--dry-run").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(told).as("looking is no run").isEmpty();

        assertThat(run("expire").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcomes()).containsExactly("backup expire refused");
        assertThat(expiry()).isEqualTo("failed");

        environment.put("BACKUP_WEBHOOK", "ftp://secret-path");
        assertThat(run("drill").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(Operated.run(environment, "status").out()).contains("last drill failed");
    }

    @Test
    void it_is_told_once_that_the_database_is_away() {
        environment.put("DB_PORT", "1");
        assertThat(run("run").code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcomes()).containsExactly("backup run failed");
        assertThat(run("drill").code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("expire", "-o", "json").json().path("outcome").asString())
                .isEqualTo("failed");
        assertThat(outcomes()).containsExactly("backup run failed", "backup drill failed", "backup expire failed");
    }

    private List<String> outcomes() {
        return told.stream()
                .map(message -> message.path("command").asString() + " "
                        + message.path("outcome").asString())
                .toList();
    }

    /** Outcome of the last expiry, by the status. */
    private String expiry() {
        return Operated.run(environment, "status", "-o", "json")
                .json()
                .path("backups")
                .path("lastExpiry")
                .path("outcome")
                .asString();
    }

    private Result run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "backup";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Operated.run(environment, command);
    }
}
