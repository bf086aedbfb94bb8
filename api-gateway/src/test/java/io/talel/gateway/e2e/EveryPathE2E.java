package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP promises of every path of the OpenAPI document. Nobody else writes at this node, so answers stay the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPathE2E {

    private static final String LIVE = "/events";

    /** Reads whose answers no client keeps. */
    private static final Set<String> WITHOUT_TAG = Set.of(
            "/health",
            "/accounts/me/export",
            "/accounts/me/export/articles",
            "/accounts/verify/{token}",
            "/accounts/reset/{token}");

    /** Headers of a transfer. */
    private static final Set<String> OF_TRANSFERS =
            Set.of("date", "content-length", "transfer-encoding", "connection", "keep-alive");

    private final Map<String, String> values = new HashMap<>();
    private final GatewayNode node = GatewayNode.with(Map.of());
    private final ApiSession ada = TestPerson.signedIn(node.api(), "ada");

    @BeforeAll
    void one_of_everything() {
        ApiAnswer image = ada.upload(new Multipart().file("image", "a.png", "image/png", Pictures.PNG))
                .is(200);
        String url = image.json().at("/image_objects_urls/0").asString();
        long hook = Hooks.register(ada, "https://example.org/hook", "article.unpublished")
                .id();
        values.putAll(Map.of(
                "slug",
                ada.publish("Every path", "Text."),
                "username",
                ada.person().username(),
                "file",
                url.substring(url.lastIndexOf('/') + 1),
                "id",
                String.valueOf(hook),
                "message",
                "msg_1",
                "token",
                "nobodys",
                "version",
                "0",
                "number",
                "1"));
    }

    @AfterAll
    void it_stops() {
        node.close();
    }

    static Stream<String> paths() {
        return OpenApiContract.DOCUMENT.operations().stream()
                .map(operation -> operation.split(" ")[1])
                .distinct()
                .sorted();
    }

    static Stream<String> reads() {
        return paths().filter(path -> OpenApiContract.DOCUMENT.operations().contains("GET " + path))
                .filter(path -> !path.equals(LIVE));
    }

    static Stream<String> tagged() {
        return reads().filter(path -> !WITHOUT_TAG.contains(path));
    }

    static Stream<String> untagged() {
        return WITHOUT_TAG.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void the_head_of_a_read_can_be_had_alone(String path) {
        ApiAnswer whole = read(path).send();
        ApiAnswer head = ada.request("HEAD", address(path)).send().is(whole.status());

        assertThat(head.body()).isEmpty();
        assertThat(headers(head)).isEqualTo(headers(whole));
        assertThat(head.header("Content-Length")).isIn("", String.valueOf(whole.body().length));
        assertThat(whole.header("ETag").isEmpty()).isEqualTo(WITHOUT_TAG.contains(path));
    }

    @ParameterizedTest
    @MethodSource("tagged")
    void what_a_client_has_is_not_sent_again(String path) {
        ApiAnswer whole = read(path).send().is(200);

        for (String known : List.of("*", whole.header("ETag"), "\"another\", " + whole.header("ETag"))) {
            for (String method : List.of("GET", "HEAD")) {
                ApiAnswer answer = ada.request(method, address(path))
                        .header("If-None-Match", known)
                        .send()
                        .is(304);
                assertThat(answer.body()).isEmpty();
                for (String header : List.of("ETag", "Cache-Control", "Vary")) {
                    assertThat(answer.header(header)).isEqualTo(whole.header(header));
                }
            }
        }
        read(path).header("If-None-Match", "\"another\"").send().is(200);
    }

    @ParameterizedTest
    @MethodSource("tagged")
    void no_time_makes_an_answer_superfluous(String path) {
        for (String time : List.of("Fri, 01 Jan 2100 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT")) {
            for (String condition : List.of("If-Modified-Since", "If-Unmodified-Since")) {
                assertThat(read(path).header(condition, time).send().is(200).body())
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("untagged")
    void a_read_without_a_tag_is_sent_whatever_the_client_has(String path) {
        int status = read(path).send().status();
        read(path).header("If-None-Match", "*").send().is(status);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_says_which_methods_it_has(String path) {
        Set<String> methods = OpenApiContract.DOCUMENT.methods(address(path));
        Set<String> allowed = new TreeSet<>(methods);
        allowed.add("OPTIONS");
        if (methods.contains("GET")) {
            allowed.add("HEAD");
        }
        for (String method : List.of("PUT", "DELETE", "POST", "PATCH")) {
            if (!methods.contains(method)) {
                ApiAnswer refused = ada.request(method, address(path)).send().is(405);
                assertThat(allowed(refused)).isEqualTo(allowed);
            }
        }
        ApiAnswer options = node.api().request("OPTIONS", address(path)).send().is(200);
        assertThat(options.body()).isEmpty();
        assertThat(allowed(options)).isEqualTo(allowed);
    }

    @Test
    void the_head_of_the_live_stream_can_be_had_alone() {
        ApiAnswer head = node.api().request("HEAD", LIVE).send().is(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void an_empty_place_of_the_live_stream_is_refused() {
        node.api().get(LIVE + "?after=").send().isBadRequestNaming("after");
    }

    private Api.Request read(String path) {
        return ada.get(address(path));
    }

    private String address(String path) {
        String address = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            address = address.replace("{" + value.getKey() + "}", value.getValue());
        }
        return address.endsWith("/diff") ? address + "?from=0&to=0" : address;
    }

    private static Map<String, List<String>> headers(ApiAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(OF_TRANSFERS);
        return headers;
    }

    private static Set<String> allowed(ApiAnswer answer) {
        return Stream.of(answer.header("Allow").split(", ?")).collect(Collectors.toCollection(TreeSet::new));
    }
}
