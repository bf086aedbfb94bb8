package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.ACCOUNT;
import static io.talel.ops.console.deployment.Deployment.COMPOSE;
import static io.talel.ops.console.deployment.Deployment.PARAMETERS;
import static io.talel.ops.console.deployment.Deployment.SERVICE;
import static io.talel.ops.console.deployment.Deployment.TASKS;
import static io.talel.ops.console.deployment.Deployment.container;
import static io.talel.ops.console.deployment.Deployment.containers;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Containers have memory for what they do, time to end, and the same servers everywhere. */
class ResourcesTest {

    /** What the JVM of a node needs beside its heap, and that of a decoder, in MiB. */
    private static final int JAVA = 350;

    private static final int DECODER = 50;

    /** Memory of an EC2 machine of the default type, in MiB, less a tenth for system, Docker and the agent of ECS. */
    private static final Map<String, Integer> MACHINES = Map.of("t3.large", 8192 * 9 / 10);

    @Test
    void everything_has_a_minute_to_end() {
        for (String task : TASKS) {
            assertThat(containers(task))
                    .filteredOn(container -> !container.has("Essential"))
                    .isNotEmpty()
                    .allSatisfy(container ->
                            assertThat(container.at("StopTimeout").text()).isEqualTo("60"));
        }
        for (String service : List.of("traefik", "api", "postgres", "redis", "backup", "incremental")) {
            assertThat(COMPOSE.at(service, "stop_grace_period").text()).isEqualTo("60s");
        }
    }

    /** Docker's own default never ends a file. */
    @Test
    void logs_of_containers_have_an_end() {
        assertThat(COMPOSE.each()).isNotEmpty().allSatisfy(service -> {
            assertThat(service.at("logging", "driver").text()).isEqualTo("local");
            assertThat(service.at("logging", "options").names()).containsExactlyInAnyOrder("max-size", "max-file");
        });
    }

    @Test
    void every_container_writes_to_the_log_group_of_the_account() {
        assertThat(TASKS.stream().flatMap(task -> containers(task).stream()))
                .hasSizeGreaterThan(TASKS.size())
                .allSatisfy(container -> {
                    Yaml log = container.at("LogConfiguration");
                    assertThat(log.at("LogDriver").text()).isEqualTo("awslogs");
                    assertThat(log.at("Options", "awslogs-group").text()).isEqualTo("!ImportValue talelio-Logs");
                    assertThat(log.at("Options", "awslogs-stream-prefix").text())
                            .isEqualTo("talelio");
                });
    }

    @Test
    void a_node_has_memory_for_its_heap_its_decoders_and_what_lies_in_tmp() throws IOException {
        Yaml api = container("ApiTask", "api");
        int heap = number("-Xmx(\\d+)m", Files.readString(Path.of("..", "deploy", "image", "java-options")));
        int decoders = number("(\\d+)", variable(api, "IMAGE_DECODERS"));
        int decoder = number("(\\d+)MB", variable(api, "IMAGE_DECODER_MEMORY"));
        int tmp = number(
                "(\\d+)",
                api.at("LinuxParameters", "Tmpfs").each().getFirst().at("Size").text());
        assertThat(memory(api)).isGreaterThanOrEqualTo(heap + JAVA + decoders * (decoder + DECODER) + tmp);
        assertThat(COMPOSE.at("api", "mem_limit").text()).isEqualTo(memory(api) + "m");
        assertThat(COMPOSE.at("api", "tmpfs").texts()).first().asString().contains("size=" + tmp + "m");
        assertThat(COMPOSE.at("api", "environment", "IMAGE_DECODER_MEMORY").text())
                .isEqualTo(decoder + "MB");
    }

    /** Two nodes, servers, incremental backups, a job of the schedule, the status or a probe, and a command of an operator. */
    @Test
    void everything_that_may_run_at_once_has_room_on_the_machine() throws IOException {
        int nodes = number("(\\d+)", PARAMETERS.at("Nodes", "Default").text());
        String run = Files.readString(Path.of("..", "deploy", "aws", "run"));
        int all = nodes * memory(container("ApiTask", "api"))
                + Stream.of("PostgresTask", "RedisTask", "TraefikTask")
                        .flatMap(task -> containers(task).stream())
                        .mapToInt(ResourcesTest::memory)
                        .sum()
                + 2 * memory(container("BackupTask", "backup"))
                + number("memory=(\\d+)\n", run)
                + number(
                        "\"memory\": (\\d+)",
                        SERVICE.at("Status", "Properties", "Target", "Input").text());
        String machine = Yaml.of("aws/account.yaml")
                .at("Parameters", "InstanceType", "Default")
                .text();
        assertThat(all).isLessThanOrEqualTo(MACHINES.get(machine));
    }

    /** Those of the table in docs/scale.md, for all nodes, one more during a release, backups and operators. */
    @Test
    void postgresql_has_connections_for_all_that_may_run_at_once() throws IOException {
        String scale = Files.readString(Path.of("..", "..", "docs", "scale.md"));
        int node = Pattern.compile("(?m)^\\| [^|]+ \\| (\\d+) \\| \\d+ \\| [^|]+ \\|$")
                .matcher(scale.substring(scale.indexOf("### Connections")))
                .results()
                .mapToInt(row -> Integer.parseInt(row.group(1)))
                .sum();
        assertThat(node).isEqualTo(number("\\| (\\d+) a node at most", scale));
        int most = number(
                "max_connections=(\\d+)", COMPOSE.at("postgres", "command").text());
        assertThat(container("PostgresTask", "postgres").at("Command").text()).contains("max_connections=" + most);
        int nodes = number("(\\d+)", PARAMETERS.at("Nodes", "Default").text());
        assertThat(COMPOSE.at("api", "deploy", "replicas").text()).isEqualTo(String.valueOf(nodes));
        assertThat((nodes + 1) * node).isLessThanOrEqualTo(most - 30);
    }

    /** Docker would run that of the image, which asks the node that a container of backups is not. */
    @Test
    void containers_of_backups_do_not_have_the_health_check_of_nodes() {
        assertThat(container("ApiTask", "api").at("HealthCheck", "Command").texts())
                .containsExactly("CMD", "ops/deploy/image/health");
        assertThat(container("BackupTask", "backup")
                        .at("HealthCheck", "Command")
                        .texts())
                .containsExactly("CMD", "true");
        for (String service : List.of("backup", "incremental")) {
            assertThat(COMPOSE.at(service, "healthcheck", "disable").text()).isEqualTo("true");
        }
    }

    /** Without the breaker ECS tries for hours, longer than the workflow that could go back. */
    @Test
    void every_service_goes_back_when_its_new_tasks_do_not_start() {
        assertThat(SERVICE.each())
                .filteredOn(resource -> resource.at("Type").text().equals("AWS::ECS::Service"))
                .hasSize(TASKS.size())
                .allSatisfy(service -> {
                    Yaml breaker = service.at("Properties", "DeploymentConfiguration", "DeploymentCircuitBreaker");
                    assertThat(breaker.at("Enable").text()).isEqualTo("true");
                    assertThat(breaker.at("Rollback").text()).isEqualTo("true");
                });
    }

    /** ECS enables rebalancing for a new service that says nothing, and it wants more than the maximum of 100 %. */
    @Test
    void no_service_starts_tasks_beyond_its_maximum_to_balance_zones() {
        assertThat(SERVICE.each())
                .filteredOn(resource -> resource.at("Type").text().equals("AWS::ECS::Service"))
                .hasSize(TASKS.size())
                .extracting(service -> service.at("Properties"))
                .allSatisfy(service -> {
                    assertThat(service.at("DeploymentConfiguration", "MaximumPercent")
                                    .text())
                            .isEqualTo("100");
                    assertThat(service.at("AvailabilityZoneRebalancing").text()).isEqualTo("DISABLED");
                });
    }

    /** Their names are fixed: those of a creation that failed would stand in the way of the next. */
    @Test
    void buckets_outlive_their_stack_but_not_a_creation_that_fails() {
        assertThat(Yaml.of("aws/buckets.yaml").at("Resources").each())
                .filteredOn(resource -> resource.at("Type").text().equals("AWS::S3::Bucket"))
                .hasSize(3)
                .allSatisfy(
                        bucket -> assertThat(bucket.at("DeletionPolicy").text()).isEqualTo("RetainExceptOnCreate"));
    }

    @Test
    void the_file_system_grows_with_its_volume() {
        assertThat(ACCOUNT.at("MachineTemplate", "Properties", "LaunchTemplateData", "UserData", "Fn::Base64")
                        .text())
                .containsSubsequence("\nmount \"$disk\" /data\n", "\nxfs_growfs /data\n", "ECS_CLUSTER=");
    }

    /** By the reference of AWS (ContainerDefinition, dockerSecurityOptions); otherwise they might be placed nowhere. */
    @Test
    void the_machine_offers_the_security_options_that_tasks_want() {
        assertThat(TASKS.stream().flatMap(task -> containers(task).stream()))
                .filteredOn(container -> container.has("DockerSecurityOptions"))
                .isNotEmpty()
                .allSatisfy(container -> assertThat(
                                container.at("DockerSecurityOptions").texts())
                        .containsExactly("no-new-privileges"));
        assertThat(ACCOUNT.at("MachineTemplate", "Properties", "LaunchTemplateData", "UserData", "Fn::Base64")
                        .text())
                .containsSubsequence("\necho ECS_SELINUX_CAPABLE=true >>/etc/ecs/ecs.config\n", "ECS_CLUSTER=");
    }

    @Test
    void the_same_servers_run_in_compose_and_on_ecs() {
        assertThat(COMPOSE.at("redis", "command").texts())
                .extracting(word -> word.replace("$$", "$"))
                .isEqualTo(container("RedisTask", "redis").at("Command").texts().stream()
                        .map(word -> word.replace("--bind 172.17.0.1 ", ""))
                        .toList());
        for (String name : List.of("traefik", "postgres", "redis")) {
            String task = name.substring(0, 1).toUpperCase() + name.substring(1) + "Task";
            assertThat(container(task, name).at("Image").text())
                    .isEqualTo("public.ecr.aws/docker/library/"
                            + COMPOSE.at(name, "image").text());
        }
    }

    private static String variable(Yaml container, String name) {
        return container.at("Environment").each().stream()
                .filter(variable -> variable.at("Name").text().equals(name))
                .map(variable -> variable.at("Value").text())
                .findFirst()
                .orElseThrow();
    }

    private static int memory(Yaml container) {
        return Integer.parseInt(container.at("Memory").text());
    }

    private static int number(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
