package io.talel.ops.localstack.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServeApiIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private final Path data = directory.resolve("data");

    @AfterEach
    void nothing_is_left() {
        for (Service service : Service.values()) {
            ServerProcess.stopOrphan(data.resolve(service.directory), Signal.KILL);
        }
    }

    @Test
    void a_second_start_on_the_same_directory_is_refused_and_harms_nothing() throws IOException {
        try (Launcher first = Launcher.up(data, Map.of())) {
            Map<Service, ServerProcess> before = first.running();
            Map<String, String> variables = first.stackEnv();

            try (Launcher second = Launcher.start(data, Map.of())) {
                assertThat(second.exit()).isEqualTo(4);
                assertThat(second.said())
                        .contains("already runs", Long.toString(first.process().pid()));
            }

            assertThat(first.running()).isEqualTo(before);
            assertThat(first.stackEnv()).isEqualTo(variables);
            assertThat(first.isHealthy()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT", "TERM", "HUP"})
    void a_signal_ends_every_process_and_is_no_error(Signal signal) throws IOException {
        try (Launcher launcher = Launcher.up(data, Map.of())) {
            Map<Service, ServerProcess> processes = launcher.running();
            assertThat(processes).hasSize(Service.values().length);

            launcher.signal(signal);

            assertThat(launcher.exit()).isZero();
            assertThat(processes.values()).noneMatch(ServerProcess::isAlive);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_start_after_the_kill_of_one_process_finds_what_was_written(Service killed) throws IOException, SQLException {
        try (Launcher launcher = Launcher.up(data, Map.of())) {
            Contents.write(launcher.stackEnv(), killed.name());
            launcher.running().get(killed).kill();
            await().atMost(PATIENCE).until(() -> launcher.says(killed.spoken + " has ended by itself"));

            if (killed == Service.API) {
                assertThat(launcher.exit()).isEqualTo(1);
                assertThat(launcher.running()).isEmpty();
            } else {
                assertThat(launcher.isHealthy()).isTrue();
            }
        }

        try (Launcher next = Launcher.up(data, Map.of())) {
            assertThat(Contents.read(next.stackEnv())).isEqualTo(Contents.all(killed.name()));
        }
    }

    @Test
    void a_start_after_the_kill_of_the_launcher_ends_what_it_left_and_finds_what_was_written()
            throws IOException, SQLException {
        Map<Service, ServerProcess> left;
        int port;
        try (Launcher launcher = Launcher.up(data, Map.of())) {
            Contents.write(launcher.stackEnv(), "left");
            left = launcher.running();
            port = launcher.port();
            launcher.signal(Signal.KILL);
            launcher.exit();
            assertThat(left.values()).allMatch(ServerProcess::isAlive);

            try (Launcher next = Launcher.up(data, Map.of("PORT", Integer.toString(port)))) {
                assertThat(left.values()).noneMatch(ServerProcess::isAlive);
                assertThat(next.said())
                        .contains("ended what an earlier run had left behind: the API, S3, Redis, PostgreSQL");
                assertThat(Contents.read(next.stackEnv())).isEqualTo(Contents.all("left"));
            }
        }
    }

    @Test
    void a_start_after_the_kill_of_everything_finds_what_was_written() throws IOException, SQLException {
        try (Launcher launcher = Launcher.up(data, Map.of())) {
            Contents.write(launcher.stackEnv(), "everything");
            launcher.signal(Signal.KILL);
            launcher.running().values().forEach(process -> process.send(Signal.KILL));
            launcher.exit();
        }

        try (Launcher next = Launcher.up(data, Map.of())) {
            assertThat(Contents.read(next.stackEnv())).isEqualTo(Contents.all("everything"));
        }
    }

    @Test
    void a_node_that_is_told_of_every_server_embeds_none(@TempDir Path other) throws IOException {
        try (Launcher first = Launcher.up(data, Map.of());
                Launcher second = Launcher.up(other, first.stackEnv())) {
            assertThat(second.running()).containsOnlyKeys(Service.API);
            assertThat(first.stackEnv()).containsAllEntriesOf(second.stackEnv());
            assertThat(second.isHealthy()).isTrue();
        }
    }

    @Test
    void two_stacks_run_side_by_side_on_directories_of_their_own(@TempDir Path other) throws IOException, SQLException {
        try (Launcher first = Launcher.up(data, Map.of());
                Launcher second = Launcher.up(other, Map.of())) {
            Contents.write(first.stackEnv(), "first");
            Contents.write(second.stackEnv(), "second");

            assertThat(Contents.read(first.stackEnv())).isEqualTo(Contents.all("first"));
            assertThat(Contents.read(second.stackEnv())).isEqualTo(Contents.all("second"));
            assertThat(first.stackEnv().get("SECRET_KEY"))
                    .isNotEqualTo(second.stackEnv().get("SECRET_KEY"));
        }
    }

    @Test
    void a_taken_port_is_refused_by_its_name(@TempDir Path other) throws IOException {
        try (Launcher first = Launcher.up(data, Map.of());
                Launcher second = Launcher.start(other, Map.of("PORT", Integer.toString(first.port())))) {
            assertThat(second.exit()).isEqualTo(4);
            assertThat(second.said()).contains("port " + first.port() + " is taken", "PORT");
            assertThat(second.running()).isEmpty();
        }
    }

    @Test
    void secrets_are_for_the_owner_only_and_stay_the_same() throws IOException {
        Map<String, String> variables;
        try (Launcher launcher = Launcher.up(data, Map.of())) {
            variables = launcher.stackEnv();
        }
        try (Launcher next = Launcher.up(data, Map.of())) {
            assertThat(next.stackEnv())
                    .containsEntry("SECRET_KEY", variables.get("SECRET_KEY"))
                    .containsEntry("DB_PASSWORD", variables.get("DB_PASSWORD"));
        }

        assertThat(variables.get("SECRET_KEY")).hasSizeGreaterThanOrEqualTo(64);
        for (String file : new String[] {
            "stack.env", "secret-key", variables.get("BACKUP_KEY_FILE"), variables.get("BACKUP_SIGNING_KEY_FILE")
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void servers_without_the_api_run_on_until_they_are_stopped(@TempDir Path other) throws IOException, SQLException {
        try (Launcher start = Launcher.devServers(other, "start")) {
            assertThat(start.exit()).as(start.said()).isZero();
            assertThat(start.running()).containsOnlyKeys(Service.S3, Service.REDIS, Service.POSTGRES);
            Contents.write(start.stackEnv(), "dev");
            assertThat(Contents.read(start.stackEnv())).isEqualTo(Contents.all("dev"));

            try (Launcher again = Launcher.devServers(other, "start")) {
                assertThat(again.exit()).isZero();
                assertThat(again.running()).isEqualTo(start.running());
                assertThat(Contents.read(again.stackEnv())).isEqualTo(Contents.all("dev"));
            }

            // As a start leaves it that is killed before its servers are ready.
            Files.delete(other.resolve("stack.env"));
            Map<Service, ServerProcess> unnamed = start.running();
            try (Launcher after = Launcher.devServers(other, "start")) {
                assertThat(after.exit()).as(after.said()).isZero();
                assertThat(unnamed.values()).noneMatch(ServerProcess::isAlive);
                assertThat(Contents.read(after.stackEnv())).isEqualTo(Contents.all("dev"));
            }

            try (Launcher stop = Launcher.devServers(other, "stop")) {
                assertThat(stop.exit()).isZero();
                assertThat(stop.running()).isEmpty();
            }
        }
    }
}
