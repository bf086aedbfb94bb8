package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.e2e.OtlpReceiver.ReceivedSpan;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes with {@code OTEL_EXPORTER_OTLP_ENDPOINT}, each with a collector of its own: one takes the requests, the other, which
 * came first, has the projections.
 */
class TracingE2E {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CLIENTS_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TITLE = "Unmistakable heading";
    private static final String BODY = "Unrepeatable paragraph.";

    @TempDir
    static Path directory;

    private static OtlpReceiver here;
    private static OtlpReceiver there;
    private static GatewayNode projecting;
    private static ProductionNode node;
    private static ApiSession ada;
    private static String slug;
    private static String link;

    @BeforeAll
    static void somebody_publishes_and_uploads() throws IOException {
        here = new OtlpReceiver();
        there = new OtlpReceiver();
        PostgresDatabase database = SharedServers.newDatabase();
        projecting = GatewayNode.on(database, tracedTo(there.endpoint() + "/"));
        node = ProductionNode.start(database, tracedTo(here.endpoint()), directory);
        Scrape.of(projecting);
        ada = node.signedIn("ada");
        slug = ada.post("/articles")
                .header("traceparent", "00-" + CLIENTS_TRACE + "-b7ad6b7169203331-01")
                .header("Idempotency-Key", "traced")
                .json(Map.of("title", TITLE, "body", BODY, "meta_description", ""))
                .send()
                .is(201)
                .text("article", "slug");
        ada.upload(new Multipart().file("a.png", "a.png", "image/png", Pictures.PNG))
                .is(200);
        TestPerson person = ada.person();
        node.api().get(Paths.articlesOf(person)).send().is(200);
        node.api().get(Paths.article(slug)).send().is(200);
        node.api()
                .post("/accounts/login")
                .json(Map.of("email", person.email(), "password", "not the password"))
                .send()
                .is(401);
        person.register(node.api()).is(400);
        link = TestOutbox.SHARED
                .await(person.email(), "Confirm your e-mail address")
                .path();
        node.api().get(link).send();
    }

    private static Map<String, String> tracedTo(String collector) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector,
                "TRACE_SAMPLING", "1",
                "management.opentelemetry.tracing.export.schedule-delay", "100ms");
    }

    @AfterAll
    static void they_stop() {
        node.close();
        projecting.close();
        here.close();
        there.close();
    }

    @Test
    void a_request_its_command_its_event_and_the_projection_on_another_node_are_one_trace() {
        ReceivedSpan request = await(here, "http post /articles");
        assertThat(request.parent()).isEmpty();
        ReceivedSpan command = await(here, "PublishArticle");
        ReceivedSpan event = await(here, "ArticlePublished");
        ReceivedSpan claims = await(here, "claims takes ArticlePublished");
        ReceivedSpan append = here.named("append").stream()
                .filter(span -> span.id().equals(claims.parent()))
                .findFirst()
                .orElseThrow();
        ReceivedSpan batch = await(there, "article batch");
        ReceivedSpan taken = await(there, "article takes ArticlePublished");
        assertThat(List.of(command.parent(), event.parent(), append.parent(), batch.parent(), taken.parent()))
                .containsExactly(request.id(), command.id(), command.id(), event.id(), batch.id());
        assertThat(Stream.of(command, event, claims, append, batch, taken))
                .extracting(ReceivedSpan::trace)
                .containsOnly(request.trace());
        assertThat(here.named("article batch")).isEmpty();
    }

    @Test
    void calls_to_redis_and_s3_are_in_the_trace_of_their_request() {
        assertThat(await(here, "S3 PutObject").trace())
                .isEqualTo(await(here, "http post /assets/images").trace());
        String logIn = first(here, "http post /accounts/login").trace();
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(here.spans())
                .anyMatch(span -> span.trace().equals(logIn) && span.name().matches("(?i)evalsha")));
    }

    @Test
    void lines_of_the_log_have_the_ids_of_the_trace() {
        String trace = await(here, "http post /articles").trace();
        List<JsonNode> lines = node.lines();
        Map.of(
                        "PublishArticle is committed", await(here, "PublishArticle"),
                        "claims takes ArticlePublished", await(here, "claims takes ArticlePublished"))
                .forEach((message, span) -> assertThat(lines)
                        .filteredOn(line -> text(line, "message").contains(message))
                        .singleElement()
                        .satisfies(line -> {
                            assertThat(text(line, "trace.id")).isEqualTo(trace);
                            assertThat(text(line, "span.id")).isEqualTo(span.id());
                            assertThat(text(line, "correlationId")).matches("[0-9a-f]{32}");
                        }));
        assertThat(lines)
                .filteredOn(line -> text(line, "message").contains("event=logged_in"))
                .singleElement()
                .satisfies(line -> assertThat(text(line, "trace.id"))
                        .isEqualTo(first(here, "http post /accounts/login").trace()));
    }

    @Test
    void what_a_client_sends_chooses_no_trace() {
        await(here, "http post /articles");
        assertThat(here.spans()).extracting(ReceivedSpan::trace).doesNotContain(CLIENTS_TRACE);
    }

    @Test
    void traces_begin_with_requests_of_clients_only() {
        await(there, "article batch");
        assertThat(Stream.concat(here.spans().stream(), there.spans().stream()))
                .filteredOn(span -> span.parent().isEmpty())
                .isNotEmpty()
                .extracting(ReceivedSpan::name)
                .allMatch(name -> name.startsWith("http "))
                .noneMatch(name -> name.contains("actuator") || name.contains("prometheus"));
    }

    @Test
    void traces_have_the_pattern_of_an_address_and_nothing_of_a_person() {
        await(here, "http get /users/{username}/articles");
        await(there, "article batch");
        String received = here.received() + there.received();
        assertThat(received.contains("/users/{username}/articles")).isTrue();
        TestPerson person = ada.person();
        for (String personal : List.of(
                person.username(),
                person.email(),
                person.password(),
                "not the password",
                ada.accessToken(),
                TITLE,
                BODY,
                slug,
                link.substring(link.lastIndexOf('/') + 1),
                "127.0.0.1")) {
            assertThat(received.contains(personal)).as(personal).isFalse();
        }
        assertThat(Stream.concat(here.spans().stream(), there.spans().stream()))
                .flatExtracting(ReceivedSpan::attributes)
                .contains("uri", "status", "db.operation", "events")
                .isSubsetOf(
                        "method",
                        "uri",
                        "status",
                        "outcome",
                        "exception",
                        "error.type",
                        "events",
                        "db.system",
                        "db.operation");
    }

    private static ReceivedSpan await(OtlpReceiver receiver, String name) {
        ReceivedSpan found = first(receiver, name);
        assertThat(receiver.named(name)).hasSize(1);
        return found;
    }

    private static ReceivedSpan first(OtlpReceiver receiver, String name) {
        Awaitility.await(name).atMost(SOON).until(() -> !receiver.named(name).isEmpty());
        return receiver.named(name).getFirst();
    }

    private static String text(JsonNode line, String name) {
        return line.path(name).asString("");
    }
}
