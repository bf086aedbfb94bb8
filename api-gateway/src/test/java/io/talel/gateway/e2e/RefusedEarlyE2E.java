package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A request that is too large is refused before it has arrived completely, and the client can read the answer. */
class RefusedEarlyE2E {

    private static final String PART = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\n";
    private static final String TOO_LARGE = "One or more image file sizes are too large";
    private static final int MIB = 1024 * 1024;

    private static GatewayNode node;
    private static ApiSession ada;

    @BeforeAll
    static void a_user_is_signed_in() {
        node = GatewayNode.shared();
        ada = TestPerson.signedIn(node.api(), "ada");
    }

    @Test
    void a_file_is_refused_when_it_passes_the_limit() {
        try (SlowClient client = new SlowClient(node.port())) {
            client.send(head("/v1/assets/images", "multipart/form-data; boundary=x", 30 * MIB));
            client.send(PART).send(Arrays.copyOf(Pictures.PNG, 3 * MIB));
            assertThat(client.firstBytesOfAnswer()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void an_upload_that_announces_too_much_is_refused_at_once() {
        try (SlowClient client = new SlowClient(node.port())) {
            client.send(head("/v1/assets/images", "multipart/form-data; boundary=x", 900 * MIB));
            assertThat(client.firstBytesOfAnswer()).startsWith("HTTP/1.1 400").contains(TOO_LARGE);
        }
    }

    @Test
    void a_client_that_sends_everything_before_it_reads_still_learns_why() {
        byte[] file = Arrays.copyOf(Pictures.PNG, 20 * MIB);
        try (SlowClient client = new SlowClient(node.port())) {
            client.send(head("/v1/assets/images", "multipart/form-data; boundary=x", PART.length() + file.length));
            client.send(PART).send(file);
            assertThat(client.answer()).startsWith("HTTP/1.1 400").contains(TOO_LARGE);
        }
    }

    @Test
    void a_client_that_asks_first_is_not_told_to_go_on() {
        try (SlowClient client = new SlowClient(node.port())) {
            client.send("""
                    POST /v1/assets/images HTTP/1.1\r
                    Host: localhost\r
                    Expect: 100-continue\r
                    Content-Type: multipart/form-data; boundary=x\r
                    Content-Length: 1000000\r
                    \r
                    """);
            assertThat(client.answer()).startsWith("HTTP/1.1 403").doesNotContain("100 Continue");
        }
    }

    @Test
    void an_import_is_refused_before_its_file_comes_while_another_one_is_under_way() throws Exception {
        String name = "busy-" + ada.person().username() + "-";
        Map<String, String> site = IntStream.range(100, 400)
                .boxed()
                .collect(Collectors.toMap(
                        number -> "_posts/2020-02-29-" + name + number + ".md", _ -> "---\ntitle: Busy\n---\n"));
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonNode> underWay = background.submit(() -> BulkFiles.imported(ada, site));
            await().until(() ->
                    node.api().get(Paths.article(name + "100")).send().status() == 200);
            try (SlowClient client = new SlowClient(node.port())) {
                client.send(head("/v1/accounts/me/import/articles", "application/zip", MIB));
                assertThat(client.firstBytesOfAnswer()).startsWith("HTTP/1.1 429");
            }
            assertThat(BulkFiles.count(underWay.get(), "created")).isEqualTo(site.size());
        }
    }

    @Test
    void a_json_body_that_announces_too_much_is_refused_at_once() {
        try (SlowClient client = new SlowClient(node.port())) {
            client.send(head("/v1/articles", "application/json", 9 * MIB));
            assertThat(client.firstBytesOfAnswer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_json_body_of_unknown_length_is_refused_when_it_passes_the_limit() {
        byte[] chunk = "x".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        try (SlowClient client = new SlowClient(node.port())) {
            client.send("""
                    POST /v1/articles HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Transfer-Encoding: chunked\r
                    \r
                    """.formatted(ada.accessToken()));
            for (int i = 0; i < 9; i++) {
                client.send(Integer.toHexString(MIB) + "\r\n").send(chunk).send("\r\n");
            }
            assertThat(client.firstBytesOfAnswer()).startsWith("HTTP/1.1 413");
        }
    }

    private static String head(String path, String mediaType, long length) {
        return """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """.formatted(path, ada.accessToken(), mediaType, length);
    }
}
