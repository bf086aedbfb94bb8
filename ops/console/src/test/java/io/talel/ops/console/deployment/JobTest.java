package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.console.cli.backup.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands of the backup containers, with an {@code ops/talelio} that only records its arguments. */
class JobTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void the_job_beside_commands_that_do_nothing() throws IOException {
        Path job = directory.resolve("ops/deploy/backup/job");
        Files.createDirectories(job.getParent());
        Files.copy(Schedules.DIRECTORY.resolve("job"), job);
        commands("echo \"$@\" >>told");
    }

    @Test
    void a_backup_that_is_told_to_end_ends_in_order_before_its_container_does() throws Exception {
        commands("trap 'sleep 0.2; echo ended >>told; exit 143' TERM; echo \"$@\" >>told; while :; do sleep 0.1; done");
        Process job = start("nightly");
        await().until(() -> Files.exists(told()));

        job.destroy();

        assertThat(job.waitFor()).isEqualTo(143);
        assertThat(Files.readAllLines(told())).containsExactly("backup run --full --copy-images --wait 6h", "ended");
    }

    @Test
    void one_that_waits_for_the_night_ends_at_once() throws Exception {
        program(
                "sleep",
                "trap 'echo ended >>told; exit 143' TERM; echo waits >>told; while :; do /bin/sleep 0.1; done");
        Process job = start("every-night-at", "05:00");
        await().until(() -> Files.exists(told()));

        job.destroy();

        assertThat(job.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.exitValue()).isEqualTo(143);
        assertThat(Files.readAllLines(told())).containsExactly("waits", "ended");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 15, run verify expire verify",
        "7, 15, run verify expire verify drill",
        "3, 01, run verify expire verify verify verify",
        "7, 01, run verify expire verify drill verify verify"
    })
    void a_drill_follows_on_sundays_and_the_deep_verification_on_the_first(String weekday, String day, String commands)
            throws Exception {
        commands("echo \"$2\" >>told");
        program(
                "date",
                "case \"$*\" in +%u) echo " + weekday + " ;; +%d) echo " + day
                        + " ;; *05:00*) echo 18000 ;; *) echo 3600 ;; esac");
        program("sleep", "echo $1 >>slept; [ $(wc -l <slept) = 1 ] || kill $PPID; exec /bin/sleep $(wc -l <slept)");

        assertThat(start("every-night-at", "05:00").waitFor()).isEqualTo(143);

        assertThat(String.join(" ", Files.readAllLines(told()))).isEqualTo(commands);
        assertThat(Files.readAllLines(directory.resolve("slept"))).containsOnly("14400");
    }

    @Test
    void the_nights_go_on_when_a_job_fails() throws Exception {
        commands("echo \"$2\" >>told; [ \"$2\" != run ]");
        program("date", "echo 7");
        program("sleep", "echo $1 >>slept; [ $(wc -l <slept) = 1 ] || kill $PPID; exec /bin/sleep $(wc -l <slept)");

        assertThat(start("every-night-at", "05:00").waitFor()).isEqualTo(143);

        assertThat(Files.readAllLines(told())).containsExactly("run", "drill");
        assertThat(Files.readString(directory.resolve("said"))).contains("nightly failed");
    }

    @Test
    void what_fails_is_the_end_of_the_night() throws Exception {
        commands("echo \"$@\" >>told; [ \"$2\" != verify ]");

        assertThat(start("nightly").waitFor()).isEqualTo(1);

        assertThat(Files.readAllLines(told()))
                .containsExactly("backup run --full --copy-images --wait 6h", "backup verify --wait 6h");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, true", "1, true"})
    void a_watch_says_that_the_status_fails_and_succeeds(int status, boolean says) throws Exception {
        commands("echo \"$@\" >>told; exit " + status);

        assertThat(start("watch").waitFor()).isZero();

        assertThat(Files.readAllLines(told())).containsExactly("status");
        assertThat(Files.readString(directory.resolve("said"))).isEqualTo(says ? "talelio status fails\n" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, migrate projections",
        "4, 0, 0, migrate projections",
        "1, 0, 1, migrate",
        "0, 4, 4, migrate projections"
    })
    void a_release_migrates_and_rebuilds_and_one_that_comes_back_only_rebuilds(
            int migrate, int upgrade, int end, String commands) throws Exception {
        commands("echo \"$1\" >>told; [ \"$1\" = migrate ] && exit " + migrate + "; exit " + upgrade);

        assertThat(start("upgrade").waitFor()).isEqualTo(end);

        assertThat(String.join(" ", Files.readAllLines(told()))).isEqualTo(commands);
    }

    @Test
    void a_release_may_park_events_that_fail() throws Exception {
        commands("echo \"$@\" >>told");

        assertThat(start("upgrade", "--skip-errors").waitFor()).isZero();

        assertThat(Files.readAllLines(told()))
                .last()
                .isEqualTo("projections upgrade --reason a release --yes --skip-errors");
    }

    @Test
    void a_key_becomes_a_file_and_is_no_variable_any_more() throws Exception {
        commands("cat \"$BACKUP_KEY_FILE\" >>told; echo \"${BACKUP_KEY:-none}\" >>told");

        assertThat(start("drill").waitFor()).isZero();

        assertThat(Files.readAllLines(told())).containsExactly("key of a test", "none");
    }

    @Test
    void a_drill_looks_at_the_disk_of_the_databases() throws Exception {
        commands("echo \"$@\" >>told");

        assertThat(start("drill").waitFor()).isZero();

        assertThat(Files.readAllLines(told())).containsExactly("backup drill --wait 6h --disk /");
    }

    private Process start(String... words) throws IOException {
        ProcessBuilder job =
                new ProcessBuilder(directory.resolve("ops/deploy/backup/job").toString());
        job.command().addAll(List.of(words));
        job.environment().putAll(Map.of("BACKUP_KEY", "key of a test", "TMPDIR", directory.toString()));
        job.environment().merge("PATH", directory.toString(), (path, ours) -> ours + ":" + path);
        return job.redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    private Path told() {
        return directory.resolve("told");
    }

    private void commands(String script) throws IOException {
        program("ops/talelio", script);
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
