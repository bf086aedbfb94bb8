package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.process.Interrupted;
import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The client of the training run: registers, logs in, writes and reads, as fast as the API answers. Only the log-in must
 * succeed, since a new API on a busy machine may refuse some requests.
 */
final class TrainingClient {

    /** Variables of an API without limits on people and requests. */
    static final Map<String, String> NO_LIMITS = Map.of(
            "WHITELISTED_EMAILS", "",
            "THROTTLE_PERSON_WRITES", "1000000",
            "THROTTLE_PERSON_READS", "1000000");

    private static final int AT_ONCE = 4;

    /** One of ten requests writes. */
    private static final int READS = 9;

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    /** A JSON text of about 2 KB of Markdown. */
    private static final String BODY = """
            # Of rivers\\n\\nA river is *older* than its name, and [its name](https://talel.io/rivers) is older than \
            the bridge. Whoever counts the **arches** finds one more than `before`.\\n\\n- one,\\n- two.\\n\\n\
            > A quotation.\\n\\n```python\\nprint(1)\\n```\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n\\n""".repeat(6);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final String name;
    private final String token;

    private TrainingClient(int port, int number) throws IOException, InterruptedException {
        this.api = "http://" + Loopback.HOST + ":" + port + "/v1";
        this.name = "visitor" + number;
        String credentials =
                "\"email\":\"%s@example.org\",\"password\":\"a river older than its name\"".formatted(name);
        post("/accounts/register", "", "{%s,\"username\":\"%s\"}".formatted(credentials, name));
        Matcher found = TOKEN.matcher(post("/accounts/login", "", "{" + credentials + "}"));
        if (!found.find()) {
            throw new IllegalStateException(name + " cannot log in");
        }
        this.token = found.group(1);
    }

    /** @throws IllegalStateException if a log-in fails or a request gets no answer */
    static void visit(int port, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService visitors = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> visits = IntStream.range(0, AT_ONCE)
                    .<Future<?>>mapToObj(number -> visitors.submit(() -> {
                        new TrainingClient(port, number).stay(end);
                        return null;
                    }))
                    .toList();
            for (Future<?> visit : visits) {
                visit.get();
            }
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The API cannot be trained", e.getCause());
        }
    }

    private void stay(long end) throws IOException, InterruptedException {
        String bearer = "Bearer " + token;
        for (int turn = 0; System.nanoTime() < end; turn++) {
            String title = name + " turn " + turn;
            String slug = title.replace(' ', '-');
            post(
                    "/articles",
                    bearer,
                    "{\"title\":\"%s\",\"body\":\"%s\",\"meta_description\":\"-\"}".formatted(title, BODY));
            for (int read = 0; read < READS; read++) {
                get(read % 3 == 0 ? "/users/" + name + "/articles?page=1&limit=10" : "/articles/" + slug);
            }
            get("/articles/no-" + slug);
        }
    }

    private void get(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(api + path)).timeout(ANSWER).build());
    }

    private String post(String path, String authorization, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
