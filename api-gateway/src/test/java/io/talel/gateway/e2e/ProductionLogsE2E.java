package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The standard output of a node with {@code ENV=production}, a process of its own. */
class ProductionLogsE2E {

    /** Spring Boot's OpenTelemetryEventPublisherBeansApplicationListener loads these when a node starts, whatever is set. */
    private static final Set<String> OF_A_LISTENER = Set.of(
            "io.opentelemetry.context.ContextStorage",
            "io.opentelemetry.context.ContextStorageWrappers",
            "io.micrometer.tracing.Tracer",
            "io.micrometer.tracing.BaggageManager",
            "io.micrometer.tracing.otel.bridge.OtelTracer",
            "io.micrometer.tracing.otel.bridge.OtelTracer$EventPublisher",
            "io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper");

    @TempDir
    static Path directory;

    private static TestPerson person;
    private static ProductionNode node;
    private static List<JsonNode> lines;

    @BeforeAll
    static void somebody_publishes() throws IOException {
        node = ProductionNode.start(
                SharedServers.newDatabase(),
                Map.of(),
                directory,
                "-Xlog:class+load=info:file=" + directory.resolve("classes"));
        ApiSession session = node.signedIn("ada");
        person = session.person();
        session.publish("First", "Text.");
        session.publish("Second", "Text.");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.printed()
                                .lines()
                                .filter(line -> line.contains("article takes ArticlePublished"))
                                .count()
                        == 2);
        lines = node.lines();
    }

    @AfterAll
    static void it_stops() {
        node.close();
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
    void no_line_names_a_person() {
        assertThat(node.printed()).doesNotContain(person.email(), person.username(), person.password());
    }

    @Test
    void a_node_of_a_developer_logs_plain_text() {
        assertThat(GatewayNode.shared()
                        .bean("environment", Environment.class)
                        .containsProperty("logging.structured.format.console"))
                .isFalse();
    }

    @Test
    void without_an_endpoint_no_class_of_a_tracer_is_loaded_but_those_of_a_listener() throws IOException {
        Pattern load = Pattern.compile(".*?\\] (\\S+) source: .*");
        List<String> loaded = Files.readAllLines(directory.resolve("classes")).stream()
                .map(load::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
        assertThat(loaded).hasSizeGreaterThan(10_000).contains("io.talel.gateway.trace.LogContext");
        assertThat(loaded)
                .filteredOn(name -> name.matches("io\\.(opentelemetry|micrometer\\.tracing)\\..*"))
                .isSubsetOf(OF_A_LISTENER);
        assertThat(loaded)
                .filteredOn(name -> name.startsWith("io.talel.gateway.") && name.contains("Span"))
                .isEmpty();
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
