package io.talel.ops.console.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The console in one person's browser, without its scripts. */
public final class Page {

    private final URI console;
    private final HttpClient client = HttpClient.newHttpClient();
    private String cookie = "";

    private Page(URI console) {
        this.console = console;
    }

    /** Opens the address printed by the console. */
    public static Page open(String address) throws IOException, InterruptedException {
        Page page = new Page(URI.create(address).resolve("/"));
        HttpResponse<String> entered = page.send(HttpRequest.newBuilder(URI.create(address)));
        page.cookie = entered.headers()
                .firstValue("Set-Cookie")
                .map(set -> set.substring(0, set.indexOf(';')))
                .orElse("");
        return page;
    }

    public static Page stranger(String address) {
        return new Page(URI.create(address).resolve("/"));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(console.resolve(path)));
    }

    /** Sends a form as the console's pages do. */
    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return postFrom(console.toString().replaceAll("/$", ""), path, fields);
    }

    HttpResponse<String> postFrom(String origin, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(console.resolve(path))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Accept", "text/html");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
