package io.talel.gateway.feed.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A hub of WebSub. Follows no redirect: which hub is told is the operator's choice. */
final class Hub implements AutoCloseable {

    /** Longest time for a request with its answer. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI address;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /** @param patience longest time for a request with its answer */
    Hub(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * Tells that a feed has changed.
     *
     * @throws IOException if the hub does not say that it has understood
     */
    void publish(String feed) throws IOException, InterruptedException {
        int status = send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "hub.mode=publish&hub.url=" + URLEncoder.encode(feed, StandardCharsets.UTF_8)))
                .build());
        if (status < 200 || status > 299) {
            throw new IOException("status " + status);
        }
    }

    /** The client's own timeout ends with the headers; a body may trickle for ever. */
    private int send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
