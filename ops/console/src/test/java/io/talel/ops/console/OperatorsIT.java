package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command line finds the stores, answers and fails. */
class OperatorsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status -o json",
                "doctor -o json",
                "projections list -o json",
                "projections show user -o json",
                "events tail -n 1 -o json",
                "events show 1 -o json",
                "events stream user-1 -o json",
                "events stats -o json",
                "dead-letters list -o json",
                "log -o json"
            })
    void reading_prints_one_json_document_and_changes_no_owner(String command) {
        List<String> owners = Operated.running().owners();

        Result result = Operated.running().run(command.split(" "));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.OK);
        assertThat(result.json().isContainer()).isTrue();
        assertThat(Operated.running().owners()).isEqualTo(owners);
    }

    @Test
    void the_servers_of_a_running_stack_are_found_through_its_directory(@TempDir Path dataDir) throws IOException {
        Files.write(
                dataDir.resolve("stack.env"),
                Operated.running().database().environment().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());

        Result status = Operated.run(Map.of("DATA_DIR", dataDir.toString()), "status", "-o", "json");

        assertThat(status.json().path("projections").findValuesAsString("name")).contains("article", "image", "user");
    }

    @Test
    void an_unreachable_event_store_is_a_failure_that_names_it() {
        Result failed = Operated.run(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1"), "status");

        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err()).contains("event store's database at 127.0.0.1:1/talelio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "talelio.read-model.datasource.url",
                "TALELIO_READMODEL_DATASOURCE_URL",
                "TALELIO_READ_MODEL_DATASOURCE_URL"
            })
    void an_unreachable_database_of_the_read_models_is_a_failure_that_names_it(String variable) {
        Map<String, String> environment =
                new HashMap<>(Operated.running().database().environment());
        environment.put(variable, "jdbc:postgresql://127.0.0.1:1/elsewhere?password=secret");

        Result failed = Operated.run(environment, "status");

        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err())
                .contains("read models' database at 127.0.0.1:1/elsewhere")
                .doesNotContain("secret");
    }

    @Test
    void where_a_running_stack_was_looked_for_is_told(@TempDir Path dataDir) {
        Result failed = Operated.run(Map.of("DATA_DIR", dataDir.toString(), "DB_PORT", "1"), "status");

        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err())
                .contains("127.0.0.1:1/talelio", "DB_HOST is not set", dataDir.resolve("stack.env") + " of a running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events tail -n -4", "events stream user-1 -n 0", "dead-letters list -n -1", "log -n 0"})
    void a_number_of_lines_that_is_none_is_mistyped(String command) {
        Result mistyped = Operated.running().run(command.split(" "));

        assertThat(mistyped.code()).isEqualTo(ExitCode.USAGE);
        assertThat(mistyped.err()).contains("is not a number of lines");
    }

    @Test
    void read_models_on_a_database_of_their_own_are_looked_at_there() {
        PostgresDatabase eventStore = SharedServers.newDatabase();
        PostgresDatabase readModel = SharedServers.newDatabase();
        String prefix = "talelio.read-model.datasource.";
        Map<String, String> apart = Map.of(
                prefix + "url", readModel.jdbcUrl(),
                prefix + "username", readModel.user(),
                prefix + "password", readModel.password(),
                prefix + "owner-username", readModel.ownerUser(),
                prefix + "owner-password", readModel.ownerPassword());
        Operated.migrateApart(eventStore, apart);
        Map<String, String> environment = new HashMap<>(eventStore.environment());
        environment.putAll(apart);

        assertThat(Operated.run(environment, "status", "-o", "json")
                        .json()
                        .path("projections")
                        .findValuesAsString("name"))
                .contains("article", "image", "user");
        assertThat(Operated.run(environment, "doctor").code()).isEqualTo(ExitCode.OK);
        assertThat(Operated.run(environment, "projections", "pause", "user", "--yes", "--reason", "test")
                        .code())
                .isEqualTo(ExitCode.OK);
        assertThat(Operated.run(environment, "log").out()).contains("projections pause user");
    }

    @Test
    void a_mistyped_command_is_not_a_failure_of_the_stores() {
        assertThat(Operated.running().run("projections", "rebuild").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Operated.running()
                        .run("dead-letters", "discard", "--reason", "a test")
                        .code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Operated.running()
                        .run("events", "tail", "--since", "yesterday")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
