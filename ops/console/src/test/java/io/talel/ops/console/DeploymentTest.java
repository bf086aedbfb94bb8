package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code ops/deploy} set what the software reads, and allow what it does. */
class DeploymentTest {

    private static final Yaml COMPOSE = Yaml.of("compose.yaml").at("services");
    private static final Yaml SERVICE = Yaml.of("aws/service.yaml").at("Resources");
    private static final Yaml ACCOUNT = Yaml.of("aws/account.yaml").at("Resources");

    private static final Sources API =
            Sources.of("api-gateway/src/main", "command-side/src/main", "query-side/src/main");
    private static final Sources COMMANDS = Sources.of("ops/console/src/main", "ops/deploy/backup");
    private static final Sources ROLES = Sources.of("ops/deploy/postgres");

    /** What each call of S3 needs, by the reference of AWS. */
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
    void every_variable_of_a_node_is_one_that_it_reads() {
        assertThat(ofCompose("api")).contains("SECRET_KEY", "TRUSTED_PROXIES").allMatch(API::read);
        assertThat(ofEcs("ApiTask", "api"))
                .contains("SECRET_KEY", "TRUSTED_PROXIES")
                .allMatch(API::read);
    }

    @Test
    void every_variable_of_a_backup_is_one_that_it_reads() {
        assertThat(ofCompose("backup")).contains("BACKUP_KEY_FILE").allMatch(COMMANDS::read);
        assertThat(ofEcs("BackupTask", "backup")).contains("BACKUP_KEY").allMatch(COMMANDS::read);
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
        Pattern secret = Pattern.compile("PASS|SECRET|KEY$");
        for (String task : List.of("ApiTask", "PostgresTask", "RedisTask", "TraefikTask", "BackupTask")) {
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
    void the_same_routes_lead_to_the_nodes_of_compose_and_of_ecs() {
        Yaml compose = COMPOSE.at("api", "labels");
        Yaml ecs = container("ApiTask", "api").at("DockerLabels");
        assertThat(compose.names()).isEqualTo(ecs.names());
        assertThat(compose.names())
                .filteredOn(name -> !name.endsWith(".rule") && !name.endsWith(".certresolver"))
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(compose.at(name).text())
                        .isEqualTo(ecs.at(name).text()));
    }

    @Test
    void the_same_servers_run_in_compose_and_on_ecs() {
        assertThat(COMPOSE.at("redis", "command").texts())
                .isEqualTo(container("RedisTask", "redis").at("Command").texts());
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
    @ValueSource(strings = {"nightly", "drill"})
    void a_container_of_backups_does_what_the_timers_do(String job) throws IOException {
        String unit = job.equals("nightly") ? "talelio-backup.service" : "talelio-backup-drill.service";
        String script = Files.readString(Schedules.DIRECTORY.resolve("job"));
        String branch = script.substring(script.indexOf("    " + job + ")"));
        assertThat(commands(branch.substring(0, branch.indexOf(";;"))))
                .isNotEmpty()
                .isEqualTo(commands(Files.readString(Schedules.DIRECTORY.resolve(unit))));
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
