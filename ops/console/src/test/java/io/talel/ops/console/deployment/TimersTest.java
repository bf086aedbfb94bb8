package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.ACCOUNT;
import static io.talel.ops.console.deployment.Deployment.COMPOSE;
import static io.talel.ops.console.deployment.Deployment.SERVICE;
import static io.talel.ops.console.deployment.Deployment.TASKS;
import static io.talel.ops.console.deployment.Deployment.container;
import static io.talel.ops.console.deployment.Deployment.containers;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers of backups do what the timers do. */
class TimersTest {

    private static final int WATCH_SECONDS = 15 * 60;

    @ParameterizedTest
    @CsvSource({
        "nightly, talelio-backup.service",
        "drill, talelio-backup-drill.service",
        "deep, talelio-backup-deep.service"
    })
    void a_container_of_backups_does_what_the_timers_do(String job, String unit) throws IOException {
        // Only a container knows on which disk the databases are.
        String script =
                Files.readString(Schedules.DIRECTORY.resolve("job")).replace(" --disk \"${DATABASE_DISK:-/}\"", "");
        String branch = script.substring(script.indexOf("    " + job + ")"));
        assertThat(commands(branch.substring(0, branch.indexOf(";;"))))
                .isNotEmpty()
                .isEqualTo(commands(Files.readString(Schedules.DIRECTORY.resolve(unit))));
    }

    @Test
    void every_job_of_backups_is_run_by_compose_and_by_ecs() {
        String compose = String.join(" ", COMPOSE.at("incremental", "command").texts());
        assertThat(compose).isEqualTo("ops/deploy/backup/job incremental");
        assertThat(container("BackupTask", "backup").at("Command").texts())
                .isEqualTo(COMPOSE.at("incremental", "command").texts());
        assertThat(COMPOSE.at("backup", "command").texts()).contains("every-night-at");
        assertThat(List.of("Nightly", "Drill", "Deep")).allSatisfy(schedule -> assertThat(
                        SERVICE.at(schedule, "Properties", "Target", "Input").text())
                .contains("\"ops/deploy/backup/job\", \"" + schedule.toLowerCase(Locale.ROOT) + "\""));
    }

    @Test
    void a_schedule_asks_for_the_status_and_a_mail_says_that_it_is_unhealthy() {
        assertThat(SERVICE.at("Status", "Properties", "Target", "Input").text())
                .contains("\"ops/deploy/backup/job\", \"status\"");
        assertThat(failuresIn("STOPPED")).singleElement().satisfies(containers -> assertThat(containers.names())
                .containsExactly("exitCode"));
        assertThat(ExitCode.UNHEALTHY).isNotIn(0, 143);
    }

    /** Each failed task is a mail, so this one succeeds, and an alarm counts what it prints. */
    @Test
    void a_stuck_projection_is_mailed_once_within_half_an_hour() throws IOException {
        assertThat(input("Watch")).contains("\"ops/deploy/backup/job\", \"watch\"");
        String pattern =
                ACCOUNT.at("StatusFailsLines", "Properties", "FilterPattern").text();
        assertThat(Files.readString(Schedules.DIRECTORY.resolve("job")))
                .contains("watch) run ops/talelio status || echo " + pattern + " >&2 ;;");
        Yaml alarm = ACCOUNT.at("StatusFails", "Properties");
        int period = Integer.parseInt(alarm.at("Period").text());
        int runs = Integer.parseInt(alarm.at("Threshold").text()) + 1;
        assertThat(runs).as("a failure that passes is not mailed").isEqualTo(2);
        // As long as it fails there are so many in any period, also when one starts late: the alarm stays on.
        assertThat(period).isBetween(runs * WATCH_SECONDS + 300, (runs + 1) * WATCH_SECONDS - 300);
    }

    /** The paths are those of the container. */
    @Test
    void schedules_ask_from_outside_and_look_at_the_certificate_and_the_disks() {
        assertThat(input("Probe")).contains("\"probe\", \"https://${Domain}/v1/health\"");
        assertThat(input("Reserves"))
                .contains("\"probe\", \"https://${Domain}/v1/health\", \"--tries\", \"12\"")
                .contains("\"--certificate-days\", \"14\", \"--disk\", \"/\", \"--disk\", \"/data\"");
        assertThat(container("BackupTask", "backup").at("MountPoints").each())
                .singleElement()
                .satisfies(mount -> assertThat(mount.at("ContainerPath").text()).isEqualTo("/data"));
        assertThat(container("BackupTask", "backup").at("Environment").each())
                .filteredOn(variable -> variable.at("Name").text().equals("DATABASE_DISK"))
                .singleElement()
                .satisfies(disk -> assertThat(disk.at("Value").text()).isEqualTo("/data"));
        assertThat(SERVICE.at("BackupTask", "Properties", "Volumes").each())
                .singleElement()
                .satisfies(volume ->
                        assertThat(volume.at("Host", "SourcePath").text()).startsWith("/data/"));
    }

    /** A small machine has memory for one of them. */
    @Test
    void what_looks_begins_at_different_minutes() {
        List<Integer> minutes = List.of(5, 20, 35, 50, 12, 27, 42, 57, minute("Status"), minute("Reserves"));
        assertThat(SERVICE.at("Probe", "Properties", "ScheduleExpression").text())
                .isEqualTo("cron(5/15 * * * ? *)");
        assertThat(SERVICE.at("Watch", "Properties", "ScheduleExpression").text())
                .isEqualTo("cron(12/15 * * * ? *)");
        assertThat(minutes).doesNotHaveDuplicates();
        for (String schedule : List.of("Watch", "Status", "Probe", "Reserves")) {
            assertThat(input(schedule)).contains("\"memory\": 320,");
        }
    }

    private static int minute(String schedule) {
        return Integer.parseInt(
                SERVICE.at(schedule, "Properties", "ScheduleExpression").text().replaceFirst("cron[(](\\d+) .*", "$1"));
    }

    private static String input(String schedule) {
        return SERVICE.at(schedule, "Properties", "Target", "Input").text();
    }

    @Test
    void a_mail_says_that_what_prepares_a_task_has_failed_while_the_task_goes_on() {
        List<String> preparing = TASKS.stream()
                .flatMap(task -> containers(task).stream())
                .filter(container -> container.has("Essential"))
                .map(container -> container.at("Name").text())
                .distinct()
                .toList();
        assertThat(failuresIn("RUNNING")).singleElement().satisfies(containers -> assertThat(
                        containers.at("name").texts())
                .containsExactlyInAnyOrderElementsOf(preparing));
    }

    /** Such a node ends in order, with 143. */
    @Test
    void a_mail_says_that_nodes_are_replaced_again_and_again_or_find_no_room() {
        assertThat(ACCOUNT.at("FailedTasks", "Properties", "EventPattern", "detail", "$or")
                        .each())
                .filteredOn(either -> either.has("stoppedReason"))
                .singleElement()
                .satisfies(either ->
                        assertThat(either.at("stoppedReason").text()).contains("*failed container health checks*"));
        assertThat(ACCOUNT.at("FailedServices", "Properties", "EventPattern", "detail", "eventName")
                        .texts())
                .containsExactly("SERVICE_TASK_PLACEMENT_FAILURE", "SERVICE_TASK_START_IMPAIRED");
    }

    /** Patterns of the events that are mailed, for containers that fail in tasks of this status. */
    private static List<Yaml> failuresIn(String status) {
        return ACCOUNT.at("FailedTasks", "Properties", "EventPattern", "detail", "$or").each().stream()
                .filter(either -> either.at("lastStatus").texts().contains(status) && either.has("containers"))
                .map(either -> either.at("containers"))
                .filter(containers -> containers
                        .at("exitCode")
                        .each()
                        .getFirst()
                        .at("anything-but")
                        .texts()
                        .equals(List.of("0", "143")))
                .toList();
    }

    private static List<String> commands(String text) {
        return Pattern.compile("ops/talelio (.+?)( ;;)?$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult call) -> call.group(1).strip())
                .toList();
    }
}
