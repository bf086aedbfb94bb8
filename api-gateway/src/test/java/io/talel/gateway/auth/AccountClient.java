package io.talel.gateway.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks v1 to the account endpoints of a node. */
final class AccountClient {

    private static final Pattern REFRESH_COOKIE = Pattern.compile("refresh_token=([^;]*);.*");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    AccountClient(int port) {
        this.base = "http://127.0.0.1:" + port + "/v1/accounts";
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        String message() {
            return body.at("/error/message").asString();
        }

        String accessToken() {
            return body.get("access_token").asString();
        }

        String cookie() {
            return response.headers().firstValue("Set-Cookie").orElseThrow();
        }

        String refreshToken() {
            Matcher matcher = REFRESH_COOKIE.matcher(cookie());
            if (!matcher.matches()) {
                throw new AssertionError("no refresh cookie in: " + cookie());
            }
            return matcher.group(1);
        }
    }

    Answer register(String email, String password, String username) {
        return post("/register", Map.of("email", email, "password", password, "username", username));
    }

    Answer logIn(String email, String password) {
        return post("/login", Map.of("email", email, "password", password));
    }

    Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** As browsers do it: without a body and without a content type. */
    Answer refresh(@Nullable String cookie) {
        HttpRequest.Builder request = request("/token").POST(BodyPublishers.noBody());
        return send(cookie == null ? request : request.header("Cookie", "refresh_token=" + cookie));
    }

    Answer logOut(@Nullable String authorization) {
        HttpRequest.Builder request = request("/logout").POST(BodyPublishers.noBody());
        return send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
