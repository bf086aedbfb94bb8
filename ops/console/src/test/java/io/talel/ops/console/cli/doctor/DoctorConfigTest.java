package io.talel.ops.console.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.configuration.EnvironmentVariables;
import io.talel.kernel.configuration.Variable;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code doctor --config} needs no server. */
class DoctorConfigTest {

    private static final String KEY = "Zq3vT8xLw1RkYc7uPm5sHd9gBn2jFe6aQi4oVt0yXr-CzUlGhKbWnMpSxDyAfJ_e";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void no_stack_of_this_directory() {
        environment.put("DATA_DIR", directory.toString());
    }

    @Test
    void it_says_of_every_variable_whether_it_is_set_and_from_where() throws IOException {
        Path stack =
                Files.writeString(directory.resolve("stack.env"), "REDIS_HOST=127.0.0.1\nSECRET_KEY=" + KEY + "\n");
        Path password = Files.writeString(directory.resolve("password"), "hunter2");
        environment.put("DB_PASSWORD_FILE", password.toString());
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("AWS_ACCESS_KEY_ID", "");
        environment.put("HOST", "laptop");

        Result doctor = json();

        assertThat(doctor.code()).isEqualTo(ExitCode.OK);
        assertThat(doctor.json().path("healthy").asBoolean()).isTrue();
        assertThat(doctor.json().path("variables").findValuesAsString("variable"))
                .containsExactlyElementsOf(EnvironmentVariables.ALL.stream()
                        .map(Variable::name)
                        .filter(name -> !name.equals("HOST"))
                        .toList());
        is(doctor, "AWS_REGION", "eu-west-1", "environment");
        is(doctor, "AWS_ACCESS_KEY_ID", "", "environment");
        is(doctor, "DB_PASSWORD", "(secret)", password.toString());
        is(doctor, "SECRET_KEY", "(secret)", stack.toString());
        is(doctor, "REDIS_HOST", "127.0.0.1", stack.toString());
        is(doctor, "PORT", "5000", "default");
        is(doctor, "EMAIL_PASS", "", "not set");
        assertThat(named(doctor.json().path("variables"), "variable", "DB_PASSWORD")
                        .path("readers")
                        .valueStream())
                .extracting(JsonNode::asString)
                .containsExactly("commands", "nodes");
        assertThat(doctor.out()).doesNotContain(KEY, "hunter2");
    }

    @Test
    void it_tells_what_is_wrong_and_names_a_remedy() {
        environment.put("ENV", "production");
        environment.put("SECRET_KEY", "hunter2");
        environment.put("REDIS_PORT", "many");
        environment.put("HOST", "redis");
        environment.put("DB_PASSWORD_FILE", "/nowhere");
        environment.put("BACKUP_KEEP_DAYS", "many");

        Result doctor = json();

        assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY);
        is(doctor, "HOST", "redis", "environment");
        is(doctor, "SHUTDOWN_PAUSE", "4s", "default");
        is(doctor, "DB_PASSWORD", "", "/nowhere");
        finds(doctor, "SECRET_KEY", "problem", "openssl rand");
        finds(doctor, "REDIS_PORT", "problem", "a port");
        finds(doctor, "HOST", "problem", "PLAINTEXT_HOSTS=redis");
        finds(doctor, "DB_PASSWORD_FILE", "problem", "a file");
        finds(doctor, "BACKUP_KEEP_DAYS", "problem", "a whole number");
        finds(doctor, "TRUSTED_PROXIES", "warning", "'none'");
        assertThat(doctor.out()).doesNotContain("hunter2");
    }

    @Test
    void what_only_nodes_need_is_no_problem_where_only_commands_run() {
        Result doctor = json();

        assertThat(doctor.code()).isEqualTo(ExitCode.OK);
        assertThat(finds(doctor, "SECRET_KEY", "warning", "openssl rand")
                        .path("found")
                        .asString())
                .isEqualTo("SECRET_KEY is not set. A node does not start.");
    }

    @Test
    void for_people_it_is_a_table_and_a_list() {
        environment.put("PORT", "http");

        Result doctor = Operated.run(environment, "doctor", "--config");

        assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(doctor.out())
                .containsPattern("VARIABLE +VALUE +FROM")
                .containsPattern("PORT +http +environment")
                .containsPattern("MANAGEMENT_PORT +5001 +default")
                .containsPattern("SECRET_KEY +not set")
                .containsPattern("problem +PORT +PORT is 'http'\\.\\R +Set it to a port, 1 to 65535\\.");
    }

    @Test
    void other_commands_are_refused_where_a_secret_cannot_be_read() {
        environment.put("DB_PASSWORD_FILE", "/nowhere");

        Result status = Operated.run(environment, "status");

        assertThat(status.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(status.err())
                .startsWith("Refused: DB_PASSWORD_FILE names /nowhere, which cannot be read or is empty.");
    }

    @Test
    void they_do_not_mind_a_secret_of_nodes_that_cannot_be_read() {
        environment.put("SECRET_KEY_FILE", "/nowhere");

        assertThat(Operated.run(environment, "status").err()).doesNotContain("SECRET_KEY");
    }

    private Result json() {
        return Operated.run(environment, "doctor", "--config", "-o", "json");
    }

    private static void is(Result doctor, String name, String value, String source) {
        JsonNode line = named(doctor.json().path("variables"), "variable", name);
        assertThat(line.path("value").asString()).as(name).isEqualTo(value);
        assertThat(line.path("source").asString()).as(name).isEqualTo(source);
    }

    private static JsonNode finds(Result doctor, String name, String verdict, String remedy) {
        JsonNode finding = named(doctor.json().path("findings"), "check", name);
        assertThat(finding.path("verdict").asString()).as(name).isEqualTo(verdict);
        assertThat(finding.path("remedy").asString()).as(name).contains(remedy);
        return finding;
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        return list.valueStream()
                .filter(each -> each.path(field).asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
