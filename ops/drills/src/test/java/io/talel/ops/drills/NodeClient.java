package io.talel.ops.drills;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client of the v1 API on one node, with the access token of its last log-in. */
record NodeClient(int port, String accessToken) {

    /** Longer than any answer may take, so that a hanging node fails a drill instead of stopping it. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final HttpClient HTTP = newClient();
    private static final JsonMapper JSON = new JsonMapper();
    static final String PASSWORD = "correct horse battery staple";

    static NodeClient of(int port) {
        return new NodeClient(port, "");
    }

    /** The same user on another node. */
    NodeClient on(int otherPort) {
        return new NodeClient(otherPort, accessToken);
    }

    NodeAnswer register(String email, String username) {
        return post("/accounts/register", Map.of("email", email, "password", PASSWORD, "username", username));
    }

    NodeAnswer logIn(String email) {
        return post("/accounts/login", Map.of("email", email, "password", PASSWORD));
    }

    /** @param address address of the client, as the trusted proxy names it */
    NodeAnswer logInFrom(String address, String email, String password) {
        return send(request("/accounts/login")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("email", email, "password", password)))));
    }

    /** Registers {@code username} and logs in. */
    NodeClient signUp(String username) {
        String email = username + "@example.org";
        NodeAnswer registered = register(email, username);
        if (registered.status() != 201) {
            throw new IllegalStateException(username + " was not registered: " + registered);
        }
        return new NodeClient(port, logIn(email).text("/access_token"));
    }

    NodeAnswer publish(String title, String body) {
        return post("/articles", Map.of("title", title, "body", body, "meta_description", "A drill"));
    }

    /** Publishes an article, or repeats the request with this Idempotency-Key. */
    NodeAnswer publishOnce(String key, String title) {
        return send(json("/articles", Map.of("title", title, "body", title, "meta_description", "A drill"))
                .header("Idempotency-Key", key));
    }

    NodeAnswer draft(String title) {
        return post("/articles", Map.of("title", title, "body", title, "meta_description", "", "status", "draft"));
    }

    /** Publishes a draft, or repeats the request with this Idempotency-Key. */
    NodeAnswer publishDraftOnce(String key, String slug) {
        return send(request("/articles/" + slug + "/publish")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.noBody()));
    }

    NodeAnswer article(String slug) {
        return get("/articles/" + slug);
    }

    /** @param tag of the representation that the client has */
    NodeAnswer articleUnless(String slug, String tag) {
        return send(request("/articles/" + slug).header("If-None-Match", tag).GET());
    }

    NodeAnswer revise(String slug, String body) {
        return send(request("/articles/" + slug)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(Map.of("body", body)))));
    }

    NodeAnswer account() {
        return get("/accounts/me");
    }

    NodeAnswer newestArticlesOf(String username) {
        return get("/users/" + username + "/articles?limit=10");
    }

    NodeAnswer newestArticleOf(String username) {
        return get("/users/" + username + "/articles?page=1&limit=1");
    }

    /** @param articles keep or remove */
    NodeAnswer deleteAccount(String articles) {
        return send(request("/accounts/me")
                .header("Content-Type", "application/json")
                .method(
                        "DELETE",
                        BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("password", PASSWORD, "articles", articles)))));
    }

    NodeAnswer health() {
        return get("/health");
    }

    /** A client without a token. */
    NodeAnswer healthOnNewConnection() {
        try (HttpClient newcomer = newClient()) {
            return send(newcomer, request("/health").GET());
        }
    }

    NodeAnswer upload(byte[] png) {
        return upload(BodyPublishers.ofByteArray(form(png)));
    }

    /** Sends the image evenly, over so long. */
    NodeAnswer uploadDuring(Duration duration, byte[] png) {
        byte[] form = form(png);
        return upload(BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> new PacedBody(form, duration)), form.length));
    }

    private NodeAnswer upload(BodyPublisher form) {
        return send(request("/assets/images")
                .header("Content-Type", "multipart/form-data; boundary=drill")
                .POST(form));
    }

    private static byte[] form(byte[] png) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--drill\r\nContent-Disposition: form-data; name=\"a.png\"; filename=\"a.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(png);
        form.writeBytes("\r\n--drill--\r\n".getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    /** @param path below {@code /v1} */
    NodeAnswer get(String path) {
        return send(request(path).GET());
    }

    private NodeAnswer post(String path, Map<String, String> body) {
        return send(json(path, body));
    }

    private HttpRequest.Builder json(String path, Map<String, String> body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1" + path))
                .timeout(TIMEOUT);
        return accessToken.isEmpty() ? request : request.header("Authorization", "Bearer " + accessToken);
    }

    /** A connection that breaks, as it does when a node is killed, is an answer with status 0. */
    private static NodeAnswer send(HttpRequest.Builder request) {
        return send(HTTP, request);
    }

    private static NodeAnswer send(HttpClient client, HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new NodeAnswer(response.statusCode(), response.headers(), json(response.body()), since(start));
        } catch (IOException broken) {
            return new NodeAnswer(0, HttpHeaders.of(Map.of(), (_, _) -> true), MissingNode.getInstance(), since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
