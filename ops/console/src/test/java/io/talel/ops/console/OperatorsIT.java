package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.status.State;
import io.talel.ops.console.status.Status;
import io.talel.ops.console.status.StatusQuery;
import io.talel.ops.console.store.Settings;
import io.talel.ops.console.store.Stores;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see and do beside a running node. */
class OperatorsIT {

    private static final String OWNERS = """
            SELECT processor_name || segment || coalesce(' of ' || owner, '') FROM read_model.token_entry ORDER BY 1""";
    private static final String CLAIMS = """
            SELECT encode(email_hmac, 'hex') || user_id FROM claims.claimed_email
            UNION ALL SELECT username || user_id FROM claims.claimed_username ORDER BY 1""";

    @TempDir
    static Path dataDir;

    private static PostgresDatabase database;
    private static ConfigurableApplicationContext node;
    private static JdbcClient owner;

    @BeforeAll
    static void one_node_runs_and_has_a_user() throws Exception {
        database = SharedServers.newDatabase();
        Files.write(
                dataDir.resolve("stack.env"),
                database.environment().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList());
        owner = ownerOf(database);
        node = node(database, Map.of());
        node.getBean(CommandGateway.class)
                .sendAndWait(new RegisterUser(
                        node.getBean(UserIds.class).next(), new Email("ada@example.org"), new Username("ada")));
        await().until(() ->
                !query(OWNERS).isEmpty() && query(OWNERS).stream().allMatch(segment -> segment.contains(" of ")));
    }

    @AfterAll
    static void the_node_stops() {
        node.close();
    }

    @Test
    void status_shows_every_projection_and_changes_no_owner() {
        List<String> before = query(OWNERS);

        JsonNode status =
                JsonMapper.shared().readTree(run("status", "-o", "json").out());

        assertThat(status.path("head").asLong()).isEqualTo(1);
        assertThat(status.path("healthy").asBoolean()).isTrue();
        assertThat(status.path("projections").findValuesAsString("name")).containsExactly("article", "image", "user");
        assertThat(query(OWNERS)).isEqualTo(before);
    }

    @Test
    void status_is_a_table_for_people() {
        Result status = run("status");

        assertThat(status.code()).isEqualTo(ExitCode.OK);
        assertThat(status.out()).contains("head of the log: 1").containsPattern("article +running +1 +0 +0 s");
    }

    @Test
    void a_projection_that_has_not_passed_an_old_event_makes_the_status_unhealthy() throws SQLException {
        PostgresDatabase idle = SharedServers.newDatabase();
        try (ConfigurableApplicationContext _ = node(idle, Map.of("talelio.projections.enabled", "false"));
                Stores stores = Stores.open(new Settings(idle.environment()))) {
            ownerOf(idle)
                    .sql("INSERT INTO read_model.token_entry (processor_name, segment) VALUES ('user', 0)")
                    .update();
            ownerOf(idle).sql("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    VALUES (gen_random_uuid(), 'user-1', 0, 'User', now() - interval '1 minute', 'X', '1', '{}', '{}')""").update();

            Status status = new StatusQuery(stores).run();

            assertThat(status.healthy()).isFalse();
            assertThat(status.projections().getLast().behind()).isEqualTo(1);
            assertThat(status.projections().getLast().state()).isEqualTo(State.abandoned);
        }
    }

    @Test
    void rebuilt_claims_are_those_that_were_there() {
        List<String> before = query(CLAIMS);
        owner.sql("DELETE FROM claims.claimed_email").update();

        Result rebuilt = run("claims", "rebuild", "--yes", "--reason", "a test");

        assertThat(rebuilt.err()).isEmpty();
        assertThat(rebuilt.code()).isEqualTo(ExitCode.OK);
        assertThat(query(CLAIMS)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void claims_are_not_rebuilt_without_a_yes() {
        Result refused = run("claims", "rebuild", "--reason", "a test");

        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("--yes");
    }

    @Test
    void an_unreachable_database_is_a_failure_that_names_it() {
        Result failed = runWith(Map.of("DB_HOST", "127.0.0.1", "DB_PORT", "1"), "status");

        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.err()).contains("127.0.0.1:1");
    }

    private static Result run(String... arguments) {
        return runWith(Map.of("DATA_DIR", dataDir.toString()), arguments);
    }

    private static Result runWith(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Talelio.commandLine(environment, false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Result(commandLine.execute(arguments), out.toString(), err.toString());
    }

    private static List<String> query(String sql) {
        return owner.sql(sql).query(String.class).list();
    }

    private static JdbcClient ownerOf(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    private static ConfigurableApplicationContext node(PostgresDatabase database, Map<String, Object> settings) {
        return new SpringApplicationBuilder(Node.class)
                .web(WebApplicationType.NONE)
                .properties(new HashMap<>(database.environment()))
                .properties(settings)
                .run();
    }

    private record Result(int code, String out, String err) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Node {}
}
