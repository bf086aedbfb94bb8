package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.cli.backup.Schedules;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code ops/deploy} set the variables that the software reads, and allow its calls. */
class DeploymentTest {

    private static final Yaml COMPOSE = Yaml.of("compose.yaml").at("services");
    private static final Yaml SERVICE = Yaml.of("aws/service.yaml").at("Resources");
    private static final Yaml PARAMETERS = Yaml.of("aws/service.yaml").at("Parameters");
    private static final Yaml ACCOUNT = Yaml.of("aws/account.yaml").at("Resources");

    private static final Sources API =
            Sources.of("api-gateway/src/main", "command-side/src/main", "query-side/src/main");
    private static final Sources COMMANDS =
            Sources.of("ops/backup/src/main", "ops/console/src/main", "ops/deploy/backup");
    private static final Sources ROLES = Sources.of("ops/deploy/postgres");
    private static final Sources TRAEFIK = Sources.of("ops/deploy/traefik");

    private static final List<String> TASKS =
            List.of("ApiTask", "PostgresTask", "RedisTask", "TraefikTask", "BackupTask");

    /** Memory of a node's JVM beside its heap, and of a decoder, in MiB. */
    private static final int JAVA = 350;

    private static final int DECODER = 50;

    /** Variables without which a production node does not start, find a server, or receive requests. */
    private static final List<String> NEEDED_BY_NODES = List.of(
            "ENV",
            "PORT",
            "MANAGEMENT_ADDRESS",
            "SHUTDOWN_PAUSE",
            "SECRET_KEY",
            "SECRET_KEY_PREVIOUS",
            "TRUSTED_PROXIES",
            "API_BASE_URL",
            "CORS_ORIGINS",
            "DB_HOST",
            "DB_NAME",
            "DB_USER",
            "DB_PASSWORD",
            "DB_OWNER_USER",
            "DB_OWNER_PASSWORD",
            "REDIS_HOST",
            "REDIS_PASSWORD",
            "S3_BUCKET",
            "EMAIL_SERVER",
            "EMAIL_PASS");

    private static final List<String> NEEDED_BY_BACKUPS = List.of(
            "DB_HOST",
            "DB_NAME",
            "DB_USER",
            "DB_PASSWORD",
            "DB_OWNER_USER",
            "DB_OWNER_PASSWORD",
            "REDIS_HOST",
            "REDIS_PASSWORD",
            "S3_BUCKET",
            "S3_BACKUP_BUCKET",
            "BACKUP_WEBHOOK",
            "TALELIO_OPERATOR");

    /** Memory of an EC2 machine of the default type, in MiB, less a tenth for system, Docker and the agent of ECS. */
    private static final Map<String, Integer> MACHINES = Map.of("t3.large", 8192 * 9 / 10);

    /** Permission that each call of S3 needs, by AWS's reference. */
    private static final Map<String, Set<String>> ACTIONS = Map.ofEntries(
            Map.entry("getObject", Set.of("s3:GetObject")),
            Map.entry("headObject", Set.of("s3:GetObject")),
            Map.entry("copyObject", Set.of("s3:GetObject", "s3:PutObject")),
            Map.entry("putObject", Set.of("s3:PutObject")),
            Map.entry("createMultipartUpload", Set.of("s3:PutObject")),
            Map.entry("uploadPart", Set.of("s3:PutObject")),
            Map.entry("completeMultipartUpload", Set.of("s3:PutObject")),
            Map.entry("abortMultipartUpload", Set.of("s3:AbortMultipartUpload")),
            Map.entry("listMultipartUploadsPaginator", Set.of("s3:ListBucketMultipartUploads")),
            Map.entry("deleteObject", Set.of("s3:DeleteObject")),
            Map.entry("headBucket", Set.of("s3:ListBucket")),
            Map.entry("listObjectsV2Paginator", Set.of("s3:ListBucket")));

    @Test
    void every_variable_of_a_node_is_one_that_it_reads_and_none_is_missing() {
        assertThat(ofCompose("api")).containsAll(NEEDED_BY_NODES).allMatch(API::read);
        assertThat(ofEcs("ApiTask", "api")).containsAll(NEEDED_BY_NODES).allMatch(API::read);
    }

    @Test
    void every_variable_of_a_backup_is_one_that_it_reads_and_none_is_missing() {
        assertThat(ofCompose("backup"))
                .containsAll(NEEDED_BY_BACKUPS)
                .contains("BACKUP_KEY_FILE", "BACKUP_SIGNING_KEY_FILE")
                .allMatch(COMMANDS::read);
        assertThat(ofEcs("BackupTask", "backup"))
                .containsAll(NEEDED_BY_BACKUPS)
                .contains("BACKUP_KEY", "BACKUP_SIGNING_KEY")
                .allMatch(COMMANDS::read);
    }

    @Test
    void compose_and_ecs_set_the_same_but_for_s3() {
        assertThat(withoutS3(ofCompose("api"))).isEqualTo(withoutS3(ofEcs("ApiTask", "api")));
    }

    @Test
    void every_variable_of_the_roles_is_one_that_the_script_or_psql_reads() {
        Set<String> set = ofCompose("roles");
        assertThat(set).isEqualTo(ofEcs("PostgresTask", "roles")).contains("DB_OWNER_PASSWORD");
        assertThat(set).allMatch(name -> name.startsWith("PG") || ROLES.read(name));
    }

    @Test
    void a_variable_that_nobody_reads_is_found() {
        assertThat(API.read("SECRET")).isFalse();
        assertThat(COMMANDS.read("BACKUP_KEYS")).isFalse();
    }

    @Test
    void no_secret_is_written_down() {
        Pattern secret = Pattern.compile("PASS|SECRET|AUTH$|WEBHOOK|KEY$");
        for (String task : TASKS) {
            for (Yaml container : containers(task)) {
                assertThat(names(container, "Environment")).noneMatch(secret.asPredicate());
            }
        }
        for (Yaml service : COMPOSE.each()) {
            if (service.has("environment")) {
                service.at("environment").names().stream()
                        .filter(secret.asPredicate())
                        .filter(name -> !name.endsWith("_FILE") && !name.equals("AWS_ACCESS_KEY_ID"))
                        .forEach(name -> assertThat(
                                        service.at("environment", name).text())
                                .as(name)
                                .startsWith("${"));
            }
        }
    }

    @Test
    void nodes_trust_the_one_proxy_in_front() {
        assertThat(COMPOSE.at("api", "environment", "TRUSTED_PROXIES").text())
                .isEqualTo(COMPOSE.at("traefik", "networks", "talelio", "ipv4_address")
                        .text());
    }

    @Test
    void the_same_nodes_are_reached_in_compose_and_on_ecs_by_the_route_of_traefik() {
        Yaml labels = COMPOSE.at("api", "labels");
        assertThat(labels.value())
                .isEqualTo(container("ApiTask", "api").at("DockerLabels").value());
        assertThat(labels.names()).hasSizeGreaterThan(4).noneMatch(name -> name.contains(".routers."));
        assertThat(COMPOSE.at("traefik", "environment").names())
                .containsExactlyInAnyOrderElementsOf(ofEcs("TraefikTask", "traefik"))
                .allMatch(TRAEFIK::read);
    }

    @Test
    void proxies_ask_for_what_a_node_offers_them() {
        String path = COMPOSE.at("api", "labels", "traefik.http.services.api.loadbalancer.healthcheck.path")
                .text();
        String group = path.substring(path.lastIndexOf('/') + 1);
        assertThat(API.text()).contains("group." + group + ":");
        assertThat(Sources.of("ops/deploy/image").text()).contains("probe=" + group);
    }

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

    /** Two nodes, the servers, incremental backups, and beside them one scheduled job and one operator's command. */
    @Test
    void everything_that_may_run_at_once_has_room_on_the_machine() throws IOException {
        int nodes = number("(\\d+)", PARAMETERS.at("Nodes", "Default").text());
        String run = Files.readString(Path.of("..", "deploy", "aws", "run"));
        int all = nodes * memory(container("ApiTask", "api"))
                + Stream.of("PostgresTask", "RedisTask", "TraefikTask")
                        .flatMap(task -> containers(task).stream())
                        .mapToInt(DeploymentTest::memory)
                        .sum()
                + 2 * memory(container("BackupTask", "backup"))
                + number("memory=(\\d+)\n", run);
        String machine = Yaml.of("aws/account.yaml")
                .at("Parameters", "InstanceType", "Default")
                .text();
        assertThat(all).isLessThanOrEqualTo(MACHINES.get(machine));
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

    @Test
    void nodes_may_do_with_images_what_they_do() {
        assertThat(allowed(ACCOUNT.at("ApiRole", "Properties", "Policies"), "talelio-ContentArn"))
                .isEqualTo(needed(API));
    }

    @Test
    void backups_may_do_in_their_bucket_what_they_do() {
        assertThat(allowed(ACCOUNT.at("BackupRole", "Properties", "Policies"), "talelio-BackupsArn"))
                .isEqualTo(needed(COMMANDS));
    }

    @Test
    void backups_only_read_the_images() {
        assertThat(allowed(ACCOUNT.at("BackupRole", "Properties", "Policies"), "talelio-ContentArn"))
                .containsExactly("s3:GetObject", "s3:ListBucket");
    }

    @Test
    void the_bucket_for_trials_is_for_both() {
        Set<String> both = needed(API);
        both.addAll(needed(COMMANDS));
        assertThat(allowed(
                        new Yaml(List.of(ACCOUNT.at("TrialPolicy", "Properties").value())), "talelio-TrialArn"))
                .isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource({
        "nightly, talelio-backup.service",
        "drill, talelio-backup-drill.service",
        "deep, talelio-backup-deep.service"
    })
    void a_container_of_backups_does_what_the_timers_do(String job, String unit) throws IOException {
        String script = Files.readString(Schedules.DIRECTORY.resolve("job"));
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
    void a_workflow_hands_on_the_secrets_that_the_other_declares() {
        Yaml handedOn = workflow("cd").at("jobs", "ci", "secrets");
        assertThat(handedOn.names())
                .isNotEmpty()
                .containsExactlyElementsOf(
                        workflow("ci").at("on", "workflow_call", "secrets").names());
    }

    @Test
    void workflows_use_actions_by_their_digest_and_may_read_only() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "..", ".github", "workflows"))) {
            for (Path file : files.toList()) {
                String workflow = Files.readString(file);
                assertThat(workflow).contains("\npermissions:\n  contents: read\n\n");
                assertThat(workflow.lines().filter(line -> line.contains("uses: ") && !line.contains("uses: ./")))
                        .isNotEmpty()
                        .allMatch(line -> line.matches(".*@[0-9a-f]{40} # v[0-9.]+"));
            }
        }
    }

    @Test
    void of_every_file_is_told_how_it_was_checked() throws IOException {
        String docs = Files.readString(Path.of("..", "..", "docs", "deploy.md"));
        List<PathMatcher> rows = docs.substring(docs.indexOf("## How this was checked"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line.split("\\|")[1])
                        .results())
                .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name.group(1)))
                .toList();
        Path directory = Path.of("..", "deploy");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(directory::relativize)
                            .filter(file -> !file.toString().matches("[.].*|secrets/.*|check/node_modules/.*")))
                    .hasSizeGreaterThan(25)
                    .allMatch(file -> rows.stream().anyMatch(row -> row.matches(file)));
        }
    }

    private static Yaml workflow(String name) {
        return Yaml.of("../../.github/workflows/" + name + ".yml");
    }

    private static Set<String> withoutS3(Set<String> variables) {
        variables.removeIf(name -> name.matches("AWS_.*|S3_ENDPOINT"));
        return variables;
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

    private static Set<String> ofCompose(String service) {
        return new TreeSet<>(COMPOSE.at(service, "environment").names());
    }

    private static Set<String> ofEcs(String task, String container) {
        Yaml definition = container(task, container);
        return Stream.of("Environment", "Secrets")
                .flatMap(part -> names(definition, part).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(Yaml container, String part) {
        return container.has(part)
                ? container.at(part).each().stream()
                        .map(each -> each.at("Name").text())
                        .toList()
                : List.of();
    }

    private static List<Yaml> containers(String task) {
        return SERVICE.at(task, "Properties", "ContainerDefinitions").each();
    }

    private static Yaml container(String task, String name) {
        return containers(task).stream()
                .filter(container -> container.at("Name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> needed(Sources sources) {
        Set<String> calls = sources.callsToS3();
        assertThat(ACTIONS.keySet()).containsAll(calls);
        return calls.stream()
                .map(ACTIONS::get)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> allowed(Yaml policies, String bucket) {
        return policies.each().stream()
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").each().stream())
                .filter(statement -> statement.at("Resource").text().contains(bucket))
                .flatMap(statement -> statement.at("Action").texts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> commands(String text) {
        return Pattern.compile("ops/talelio (.+?)( ;;)?$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult call) -> call.group(1).strip())
                .toList();
    }
}
