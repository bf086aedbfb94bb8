package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.GatewayApplication;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.process.Loopback;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The standard output of a node with {@code ENV=production}, a process of its own. */
class ProductionLogsE2E {

    private static final Duration START = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path directory;

    private static TestPerson person;
    private static Process process;
    private static List<JsonNode> lines;

    @BeforeAll
    static void somebody_publishes() throws IOException {
        int port = Loopback.portOrFree(0);
        PostgresDatabase database = SharedServers.newDatabase();
        process = start(port, database);
        Api api = new Api(URI.create("http://127.0.0.1:" + port + "/v1"));
        await().atMost(START).ignoreExceptions().untilAsserted(() -> {
            assertThat(process.isAlive()).isTrue();
            api.get("/health").send().is(200);
        });
        GatewayNode.drawOtherIds(database);
        person = TestPerson.named("ada");
        person.register(api).is(201);
        ApiAnswer loggedIn = api.post("/accounts/login")
                .json(Map.of("email", person.email(), "password", person.password()))
                .send()
                .is(200);
        // The refresh token is in a cookie of another name here.
        ApiSession session = new ApiSession(api, person, loggedIn.text("access_token"), "");
        session.publish("First", "Text.");
        session.publish("Second", "Text.");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> output().lines()
                                .filter(line -> line.contains("article takes ArticlePublished"))
                                .count()
                        == 2);
        lines = output().lines().map(JSON::readTree).toList();
    }

    private static Process start(int port, PostgresDatabase database) throws IOException {
        Map<String, String> environment = GatewayNode.environment(database, port);
        environment.remove("logging.file.name");
        environment.put("TRUSTED_PROXIES", "none");
        environment.put("logging.level.io.talel.messages", "debug");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+DisplayVMOutputToStderr",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                new File(System.getProperty("java.class.path")).getAbsolutePath(),
                GatewayApplication.class.getName()));
        command.addAll(List.of(GatewayNode.arguments(environment)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("output").toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("ENV", GatewayApplication.PRODUCTION);
        return builder.start();
    }

    private static String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    @AfterAll
    static void it_stops() {
        process.destroy();
        process.onExit().join();
    }

    @Test
    void every_line_is_json_with_the_names_of_the_elastic_common_schema() {
        assertThat(lines).hasSizeGreaterThan(5).allSatisfy(line -> {
            assertThat(line.path("@timestamp").asString()).matches("\\d{4}-.*Z");
            assertThat(line.at("/log/level").asString()).matches("[A-Z]+");
            assertThat(line.at("/service/name").asString()).isEqualTo("talelio");
            assertThat(line.at("/service/environment").asString()).isEqualTo("production");
            assertThat(line.path("message").isString()).isTrue();
        });
    }

    @Test
    void a_request_and_the_command_event_and_projection_that_follow_it_have_the_same_ids() {
        List<JsonNode> commands = saying("PublishArticle is committed");
        assertThat(commands).hasSize(2);
        for (JsonNode command : commands) {
            String request = text(command, "correlationId");
            assertThat(request).matches("[0-9a-f]{32}");
            assertThat(text(command, "trace.id")).isEqualTo(request);
            assertThat(text(command, "causationId")).isEqualTo(request);
            assertThat(lines.stream()
                            .filter(line -> text(line, "causationId").equals(text(command, "messageId")))
                            .toList())
                    .allSatisfy(event -> {
                        assertThat(text(event, "correlationId")).isEqualTo(request);
                        assertThat(text(event, "trace.id")).isEqualTo(request);
                        assertThat(text(event, "messageId")).isNotEmpty();
                    })
                    .extracting(event -> text(event, "message").replaceAll("\\d+$", ""))
                    .containsExactlyInAnyOrder(
                            "claims takes ArticlePublished, event 0 of article-",
                            "article takes ArticlePublished, event 0 of article-");
        }
        assertThat(text(commands.getFirst(), "correlationId")).isNotEqualTo(text(commands.getLast(), "correlationId"));
    }

    @Test
    void an_event_that_is_handled_twice_has_its_ids_in_both_threads() {
        JsonNode command = saying("RegisterUser is committed").getFirst();
        assertThat(saying("takes UserRegistered"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(event -> {
                    assertThat(text(event, "correlationId")).isEqualTo(text(command, "correlationId"));
                    assertThat(text(event, "causationId")).isEqualTo(text(command, "messageId"));
                })
                .extracting(event -> event.at("/process/thread/name").asString())
                .contains(command.at("/process/thread/name").asString())
                .anyMatch(thread -> thread.startsWith("projection-user-"));
    }

    @Test
    void a_line_of_a_request_has_its_id_and_no_cause() {
        assertThat(saying("event=logged_in")).singleElement().satisfies(line -> {
            assertThat(text(line, "trace.id")).matches("[0-9a-f]{32}").isEqualTo(text(line, "correlationId"));
            assertThat(line.has("causationId")).isFalse();
        });
    }

    @Test
    void other_lines_have_no_ids() {
        assertThat(saying("Started GatewayApplication")).singleElement().satisfies(line -> assertThat(
                        line.propertyNames())
                .doesNotContain("trace.id", "correlationId", "causationId", "messageId"));
    }

    @Test
    void no_line_names_a_person() throws IOException {
        assertThat(output()).doesNotContain(person.email(), person.username(), person.password());
    }

    @Test
    void a_node_of_a_developer_logs_plain_text() {
        assertThat(GatewayNode.shared()
                        .bean("environment", Environment.class)
                        .containsProperty("logging.structured.format.console"))
                .isFalse();
    }

    private static List<JsonNode> saying(String words) {
        return lines.stream()
                .filter(line -> text(line, "message").contains(words))
                .toList();
    }

    private static String text(JsonNode line, String name) {
        return line.path(name).asString("");
    }
}
