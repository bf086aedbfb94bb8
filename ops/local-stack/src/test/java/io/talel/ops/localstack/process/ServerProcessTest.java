package io.talel.ops.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @AfterEach
    void nothing_is_left() {
        ServerProcess.stopOrphan(directory, Signal.KILL);
    }

    @Test
    void a_server_is_found_again_by_its_directory_until_it_ends() {
        ServerProcess server = start("exec sleep 600");
        await().until(() -> ServerProcess.runningIn(directory).isPresent());

        assertThat(ServerProcess.runningIn(directory)).contains(server);

        server.stop(Signal.TERM, PATIENCE);
        assertThat(server.isAlive()).isFalse();
        assertThat(ServerProcess.runningIn(directory)).isEmpty();
        assertThat(server.ended()).succeedsWithin(PATIENCE);
    }

    @Test
    void a_server_that_does_not_listen_is_killed() throws IOException {
        ServerProcess server = start("trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        await().until(() -> Files.readString(directory.resolve("log")).contains("deaf"));

        server.stop(Signal.TERM, Duration.ofMillis(50));

        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void another_process_with_the_same_pid_is_left_alone() throws IOException {
        ServerProcess server = start("exec sleep 600");
        await().until(() -> ServerProcess.runningIn(directory).isPresent());
        Files.writeString(directory.resolve("process"), server.pid() + " " + (server.startedAt() - 1));

        ServerProcess.stopOrphan(directory, Signal.KILL);

        assertThat(server.isAlive()).isTrue();
        server.kill();
    }

    @Test
    void a_server_that_ends_while_it_starts_is_reported_with_the_end_of_its_log() {
        ServerProcess server = start("echo no more room; exit 3");

        assertThatThrownBy(() -> server.awaitReady("Server", PATIENCE, () -> false))
                .hasMessageContainingAll("Server ended while it started", "no more room");
    }

    @Test
    void a_server_that_is_not_ready_in_time_is_killed() {
        ServerProcess server = start("exec sleep 600");

        assertThatThrownBy(() -> server.awaitReady("Server", Duration.ofMillis(50), () -> false))
                .hasMessageContaining("was not ready");
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void an_interrupted_start_leaves_no_process() {
        ServerProcess server = start("exec sleep 600");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> server.awaitReady("Server", PATIENCE, () -> false))
                .isInstanceOf(Interrupted.class);
        assertThat(server.isAlive()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    private ServerProcess start(String script) {
        return ServerProcess.start(directory, List.of("sh", "-c", script), Map.of());
    }
}
