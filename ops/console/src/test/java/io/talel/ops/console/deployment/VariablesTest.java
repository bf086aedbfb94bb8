package io.talel.ops.console.deployment;

import static io.talel.ops.console.deployment.Deployment.API;
import static io.talel.ops.console.deployment.Deployment.COMMANDS;
import static io.talel.ops.console.deployment.Deployment.COMPOSE;
import static io.talel.ops.console.deployment.Deployment.TASKS;
import static io.talel.ops.console.deployment.Deployment.containers;
import static io.talel.ops.console.deployment.Deployment.names;
import static io.talel.ops.console.deployment.Deployment.ofCompose;
import static io.talel.ops.console.deployment.Deployment.ofEcs;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.configuration.EnvironmentVariables;
import io.talel.kernel.configuration.Variable;
import io.talel.kernel.configuration.VariableScope;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compose and ECS set the variables that the software reads, and write no secret down. */
class VariablesTest {

    private static final Sources ROLES = Sources.of("ops/deploy/postgres");

    /** Without these a node does not start in production, finds no server, is not reached, or lacks what is wished. */
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
            "PLAINTEXT_HOSTS",
            "S3_BUCKET",
            "REQUIRE_VERIFIED_EMAIL",
            "EMAIL_SERVER",
            "EMAIL_PASS",
            "WEBSUB_HUB",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "TRACE_SAMPLING");

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

    @Test
    void every_variable_of_a_node_is_one_that_it_reads_and_none_is_missing() {
        assertThat(ofCompose("api")).containsAll(NEEDED_BY_NODES).allMatch(VariablesTest::isOfNodes);
        assertThat(ofEcs("ApiTask", "api")).containsAll(NEEDED_BY_NODES).allMatch(VariablesTest::isOfNodes);
    }

    @Test
    void every_variable_of_the_catalogue_is_read_by_the_code() {
        assertThat(EnvironmentVariables.ALL)
                .filteredOn(variable -> variable.readers().contains(VariableScope.NODES))
                .extracting(Variable::name)
                .filteredOn(name -> !isOfADatabase(name))
                // Spring Boot's own, and those of the check.
                .filteredOn(name -> !List.of("SERVER_ADDRESS", "PLAINTEXT_HOSTS", "WEAK_SECRETS")
                        .contains(name))
                .isNotEmpty()
                .allMatch(API::read);
        assertThat(EnvironmentVariables.ALL)
                .filteredOn(variable -> variable.readers().contains(VariableScope.COMMANDS))
                .extracting(Variable::name)
                .filteredOn(name -> !isOfADatabase(name))
                // ${env:CONSOLE_PORT} of an option.
                .filteredOn(name -> !name.equals("CONSOLE_PORT"))
                .isNotEmpty()
                .allMatch(COMMANDS::read);
    }

    /** Whether Spring and Settings read it by the name of a property. */
    private static boolean isOfADatabase(String name) {
        return name.matches("TALELIO_.*_DATASOURCE_.*");
    }

    private static boolean isOfNodes(String name) {
        return EnvironmentVariables.find(name)
                .filter(variable -> variable.readers().contains(VariableScope.NODES))
                .isPresent();
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

    /** The server of compose keeps them on the disk of the database. */
    @Test
    void buckets_of_compose_may_be_elsewhere() {
        for (String service : List.of("api", "backup")) {
            Yaml environment = COMPOSE.at(service, "environment");
            assertThat(environment.names())
                    .contains("S3_ENDPOINT", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
                    .filteredOn(name -> name.matches("S3_.*|AWS_.*"))
                    .allSatisfy(
                            name -> assertThat(environment.at(name).text()).matches("\\$\\{" + name + "(:?-|:[?]).*}"));
        }
    }

    @Test
    void every_variable_of_the_roles_is_one_that_the_script_or_psql_reads() {
        Set<String> set = ofCompose("roles");
        assertThat(set).isEqualTo(ofEcs("PostgresTask", "roles")).contains("DB_OWNER_PASSWORD");
        assertThat(set).allMatch(name -> name.startsWith("PG") || ROLES.read(name));
    }

    @Test
    void a_variable_that_nobody_reads_is_found() {
        assertThat(isOfNodes("SECRET")).isFalse();
        assertThat(isOfNodes("PORT_FILE")).isFalse();
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

    private static Set<String> withoutS3(Set<String> variables) {
        variables.removeIf(name -> name.matches("AWS_.*|S3_ENDPOINT"));
        return variables;
    }
}
