package io.talel.ops.console.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The scripts that set an account up. */
class AccountScriptsInJq {

    @TempDir
    private Path directory;

    private StubbedScripts scripts;

    @BeforeEach
    void stubs() throws IOException {
        scripts = StubbedScripts.in(directory);
    }

    @Test
    void a_new_account_keeps_what_a_failed_creation_has_made() throws Exception {
        scripts.answers().put("CREATED", "");

        assertThat(scripts.run("up", "owner/name", "AlarmEmail=a@example.org")).isZero();

        assertThat(scripts.asked("cloudformation delete-stack")).isEmpty();
        assertThat(scripts.asked("cloudformation deploy")).hasSize(2);
        assertThat(scripts.asked("cloudformation deploy").getFirst()).endsWith("--template-file buckets.yaml");
        assertThat(scripts.asked("cloudformation deploy").getLast())
                .contains("--stack-name talelio-account", "--disable-rollback")
                .endsWith("Repository=owner/name AlarmEmail=a@example.org Zone=eu-central-1c");
    }

    @Test
    void a_new_account_is_where_its_type_of_machine_is_to_be_had() throws Exception {
        scripts.answers().put("CREATED", "");

        assertThat(scripts.run("up", "owner/name", "InstanceType=m9.large")).isZero();

        assertThat(scripts.asked("ec2 ")).singleElement().asString().contains(",Values=m9.large ");
    }

    @Test
    void a_zone_that_was_given_is_used() throws Exception {
        scripts.answers().put("CREATED", "");

        assertThat(scripts.run("up", "owner/name", "Zone=eu-central-1a")).isZero();

        assertThat(scripts.asked("ec2 ")).isEmpty();
        assertThat(scripts.asked("cloudformation deploy").getLast()).endsWith("name Zone=eu-central-1a");
    }

    @Test
    void no_account_is_created_where_no_zone_has_the_machine() throws Exception {
        scripts.answers().put("CREATED", "");
        scripts.answers().put("ZONE", "None");

        assertThat(scripts.run("up", "owner/name")).isNotZero();

        assertThat(scripts.said()).isEqualTo("No zone of this region has t3.large: choose another InstanceType\n");
        assertThat(scripts.asked("cloudformation deploy")).noneMatch(line -> line.contains("talelio-account"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE_FAILED", "ROLLBACK_COMPLETE"})
    void a_failed_account_is_removed_and_created_anew(String status) throws Exception {
        scripts.answers().put("CREATED", status);

        assertThat(scripts.run("up", "owner/name")).isZero();

        assertThat(scripts.asked("cloudformation delete-stack --stack-name talelio-account"))
                .hasSize(1);
        assertThat(scripts.asked("cloudformation wait stack-delete-complete --stack-name talelio-account"))
                .hasSize(1);
        assertThat(scripts.asked("cloudformation deploy").getLast()).contains("--disable-rollback");
    }

    @Test
    void an_account_that_runs_is_changed_and_a_failed_change_taken_back() throws Exception {
        assertThat(scripts.run("up", "owner/name")).isZero();

        assertThat(scripts.asked("cloudformation delete-stack")).isEmpty();
        assertThat(scripts.asked("cloudformation deploy"))
                .hasSize(2)
                .noneMatch(line -> line.contains("--disable-rollback") || line.contains("Zone="));
    }

    @Test
    void each_stack_gets_its_parameters() throws Exception {
        assertThat(scripts.run("up", "owner/name", "ContentIsPublic=false", "VolumeGiB=30"))
                .isZero();

        assertThat(scripts.asked("cloudformation deploy").getFirst())
                .contains("--stack-name talelio-buckets")
                .endsWith("--parameter-overrides ContentIsPublic=false");
        assertThat(scripts.asked("cloudformation deploy").getLast())
                .endsWith("--parameter-overrides Repository=owner/name VolumeGiB=30");
    }

    @ParameterizedTest
    @CsvSource({
        "topic, arn:aws:sns:eu-central-1:1:topic:2, false",
        "topic, PendingConfirmation, true",
        "topic, '', true",
        "'', '', false"
    })
    void a_subscription_to_alarms_that_nobody_has_confirmed_is_reported(String topic, String found, boolean reported)
            throws Exception {
        scripts.answers().put("TOPIC", topic);
        scripts.answers().put("SUBSCRIPTIONS", found);

        assertThat(scripts.run("up", "owner/name")).isZero();

        assertThat(scripts.said().contains("AlarmEmail has to confirm")).isEqualTo(reported);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AlarmMail=a@example.org", "Machine=x", "Public=false", "Repo", "Domain=api.example.org"})
    void a_parameter_that_no_template_has_changes_nothing(String parameter) throws Exception {
        assertThat(scripts.run("up", "owner/name", parameter)).isEqualTo(1);

        assertThat(scripts.said())
                .isEqualTo("Neither buckets.yaml nor account.yaml has a parameter " + parameter.replaceFirst("=.*", "")
                        + "\n");
        assertThat(directory.resolve("asked")).doesNotExist();
    }

    @Test
    void an_account_is_removed_but_for_buckets_and_secrets() throws Exception {
        assertThat(scripts.run("talelio\n", "down", List.of())).isZero();

        assertThat(scripts.asked("cloudformation ")).containsExactly(removed("talelio", "talelio-account"));
        assertThat(scripts.asked("s3 ")).isEmpty();
        assertThat(scripts.asked("ssm ")).isEmpty();
    }

    /** Releases register it outside the stack. */
    @Test
    void no_task_of_a_release_stays() throws Exception {
        scripts.answers().put("DEFINITIONS", "arn:talelio-release:1\tarn:talelio-release:2");

        assertThat(scripts.run("talelio\n", "down", List.of())).isZero();

        assertThat(scripts.asked("ecs "))
                .containsExactly(
                        "ecs list-task-definitions --family-prefix talelio-release --query taskDefinitionArns --output text",
                        "ecs deregister-task-definition --output text --query taskDefinition.status --task-definition arn:talelio-release:1",
                        "ecs deregister-task-definition --output text --query taskDefinition.status --task-definition arn:talelio-release:2");
    }

    @Test
    void everything_is_removed_when_asked_for() throws Exception {
        assertThat(scripts.run("talelio\n", "down", List.of("--everything"))).isZero();

        assertThat(scripts.asked("cloudformation delete-stack --stack-name talelio-buckets"))
                .hasSize(1);
        assertThat(scripts.asked("s3 "))
                .containsExactly(
                        "s3 rb --force s3://bucket-Content",
                        "s3 rb --force s3://bucket-Backups",
                        "s3 rb --force s3://bucket-Trial");
        assertThat(scripts.asked("ssm delete-")).containsExactly("ssm delete-parameters --names /talelio/A /talelio/B");
    }

    @Test
    void an_account_whose_machine_is_still_registered_is_removed_once_more() throws Exception {
        scripts.answers().put("STAYS", "talelio-account");

        assertThat(scripts.run("talelio\n", "down", List.of())).isZero();

        assertThat(scripts.asked("cloudformation "))
                .containsExactly(removed("talelio", "talelio-account", "talelio-account"));
    }

    @Test
    void nothing_is_removed_while_services_stay_or_the_name_is_wrong() throws Exception {
        assertThat(scripts.run("yes\n", "down", List.of())).isNotZero();
        assertThat(directory.resolve("asked")).doesNotExist();

        scripts.answers().put("STAYS", "talelio");
        assertThat(scripts.run("talelio\n", "down", List.of())).isNotZero();
        assertThat(scripts.asked("")).containsExactly(removed("talelio"));
    }

    private static String[] removed(String... stacks) {
        return Stream.of(stacks)
                .flatMap(stack -> Stream.of("delete-stack", "wait stack-delete-complete")
                        .map(step -> "cloudformation " + step + " --stack-name " + stack))
                .toArray(String[]::new);
    }

    @Test
    void a_secret_is_never_an_argument() throws Exception {
        assertThat(scripts.run("new \"key\"\nolder key\n", "secret", List.of("BACKUP_KEY")))
                .isZero();

        assertThat(scripts.asked("")).containsExactly("ssm put-parameter --cli-input-json file:///dev/stdin");
        assertThat(JsonMapper.shared().readTree(Files.readString(directory.resolve("secrets"))))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"Name": "/talelio/BACKUP_KEY", "Type": "SecureString", "Overwrite": true,
                         "Value": "new \\"key\\"\\nolder key"}"""));
    }

    /** Keys of backups have a line each. */
    @Test
    void a_terminal_is_asked_for_all_lines_of_a_secret_and_shows_none() throws Exception {
        scripts.program("ask", """
                { until grep -q 'nothing is shown' said; do /bin/sleep 0.05; done; cat given; } |
                    script -qec '%s BACKUP_KEY' /dev/null""".formatted(StubbedScripts.path("secret")));
        String typed = "new key\nolder key\n\nnot part of it\n";

        assertThat(scripts.run(typed, directory.resolve("ask").toString(), List.of()))
                .isZero();

        assertThat(scripts.said())
                .contains("Value of BACKUP_KEY, and then an empty line")
                .doesNotContain("key\n", "older");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(directory.resolve("secrets")))
                        .path("Value")
                        .asString())
                .isEqualTo("new key\nolder key");
    }

    @Test
    void no_secret_is_replaced_by_nothing() throws Exception {
        assertThat(scripts.run("\n", "secret", List.of("SECRET_KEY"))).isNotZero();

        assertThat(directory.resolve("asked")).doesNotExist();
    }
}
