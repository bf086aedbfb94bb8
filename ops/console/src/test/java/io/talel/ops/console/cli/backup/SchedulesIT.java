package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Talelio;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands for cron and systemd work. */
class SchedulesIT {

    private static final Pattern CALL = Pattern.compile("ops/talelio ([a-z0-9 -]+)");

    @TempDir
    private Path directory;

    private static BackedUp database;

    @BeforeAll
    static void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
    }

    @BeforeEach
    void named_in_a_file() throws IOException {
        Files.writeString(
                directory.resolve("backup.env"),
                database.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void the_line_that_cron_runs_every_five_minutes_makes_a_backup() throws Exception {
        database.publish(1, 3);

        Cron first = Cron.run(incremental(), directory);

        assertThat(first.code()).as(first.said()).isZero();
        assertThat(first.said()).isEmpty();
        Archive archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
        assertThat(archive.load(Kind.FULL, archive.begun(Kind.FULL).getLast())
                        .eventRange()
                        .total())
                .isEqualTo(3);
    }

    @Test
    void while_one_waits_the_next_is_left_out_and_is_no_failure() throws Exception {
        try (Connection other = DriverManager.getConnection(
                database.database().jdbcUrl(),
                database.database().ownerUser(),
                database.database().ownerPassword())) {
            other.createStatement().execute("SELECT pg_advisory_lock(7114203, 1)");
            Process waiting = Cron.start(incremental(), directory);
            Path lock = directory.resolve("waiting");
            await().until(() -> Files.exists(lock));

            assertThat(Cron.run(incremental(), directory)).isEqualTo(new Cron(0, ""));
            assertThat(waiting.isAlive()).isTrue();

            other.close();
            assertThat(waiting.onExit().get(1, TimeUnit.MINUTES).exitValue()).isZero();
        }
    }

    @Test
    void what_goes_wrong_is_said_and_is_a_failure() throws Exception {
        Files.writeString(
                directory.resolve("backup.env"), "BACKUP_SIGNING_KEY_FILE=/nowhere/key\n", StandardOpenOption.APPEND);

        Cron failed = Cron.run(incremental(), directory);

        assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(failed.said()).contains("/nowhere/key, which cannot be read");
    }

    @Test
    void every_command_of_the_schedules_is_one_of_this_software() {
        List<String> commands = Stream.concat(Schedules.cronCommands().stream(), Schedules.unitCommands().stream())
                .flatMap(line -> CALL.matcher(line).results())
                .map(MatchResult::group)
                .map(call -> call.substring("ops/talelio ".length()).strip())
                .toList();
        assertThat(commands)
                .filteredOn("backup run --wait 6h"::equals)
                .as("incremental backups of cron and of systemd")
                .hasSize(2);
        assertThat(commands)
                .filteredOn("backup run --full --copy-images --wait 6h"::equals)
                .as("nightly full ones with copies of the images")
                .hasSize(2);
        assertThat(commands)
                .filteredOn(command -> command.matches("backup verify --all( --deep)? --wait 6h"))
                .as("older backups in turn, every night and deep every month")
                .hasSize(4);
        assertThat(commands).hasSize(16);

        CommandLine talelio = Talelio.commandLine(Map.of(), false);
        for (String command : commands) {
            assertThatCode(() -> talelio.parseArgs(command.split(" ")))
                    .as(command)
                    .doesNotThrowAnyException();
        }
    }

    private static String incremental() {
        return Schedules.cronCommands().stream()
                .filter(command -> command.contains("flock"))
                .findFirst()
                .orElseThrow();
    }

    /** Result of a command run as cron runs it: by sh, with almost no environment. */
    private record Cron(int code, String said) {

        static Cron run(String command, Path directory) throws Exception {
            Process process = start(command, directory);
            String said = new String(process.getInputStream().readAllBytes());
            return new Cron(process.waitFor(), said);
        }

        static Process start(String command, Path directory) throws IOException {
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
            shell.environment().clear();
            shell.environment()
                    .putAll(Map.of(
                            "PATH",
                            "/usr/bin:/bin",
                            "HOME",
                            directory.toString(),
                            "TALELIO",
                            Path.of("..", "..").toRealPath().toString(),
                            "BACKUP_ENV",
                            directory.resolve("backup.env").toString(),
                            "WAITING",
                            directory.resolve("waiting").toString()));
            return shell.start();
        }
    }
}
