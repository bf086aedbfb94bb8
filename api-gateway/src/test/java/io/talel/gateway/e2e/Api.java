package io.talel.gateway.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API. It checks every answer against the OpenAPI document. */
final class Api {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    /** @param base address of the API with {@code /v1} */
    Api(URI base) {
        this.base = base;
    }

    /** @param path path and query behind {@code /v1}, percent-encoded */
    Request get(String path) {
        return new Request("GET", path);
    }

    Request post(String path) {
        return new Request("POST", path);
    }

    Request request(String method, String path) {
        return new Request(method, path);
    }

    /** Gets an address that the API has given out. */
    ApiAnswer follow(String address) {
        String prefix = base.toString();
        if (!address.startsWith(prefix)) {
            throw new AssertionError(address + " does not begin with " + prefix);
        }
        return get(address.substring(prefix.length())).send();
    }

    /** One request, put together step by step. */
    final class Request {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private byte[] body = {};

        private Request(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Request header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Request token(String accessToken) {
            return header("Authorization", "Bearer " + accessToken);
        }

        Request body(String mediaType, byte[] content) {
            body = content;
            return header("Content-Type", mediaType);
        }

        Request json(Object value) {
            return body("application/json", JSON.writeValueAsBytes(value));
        }

        ApiAnswer send() {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(30))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            try {
                ApiAnswer answer = ApiAnswer.of(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
                OpenApiContract.DOCUMENT.check(method, URI.create(path).getRawPath(), answer);
                return answer;
            } catch (IOException e) {
                throw new AssertionError(method + " " + path + " was not answered", e);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while waiting for " + method + " " + path, e);
            }
        }
    }
}
