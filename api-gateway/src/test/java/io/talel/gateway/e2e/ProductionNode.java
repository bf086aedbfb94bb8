package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.GatewayApplication;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.process.Loopback;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway with {@code ENV=production}, a process of its own, whose standard output is in a file. */
record ProductionNode(Process process, Api api, Path output) implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Starts one and waits until it answers.
     *
     * @param variables that replace or add to the usual ones
     * @param directory for its output
     */
    static ProductionNode start(
            PostgresDatabase database, Map<String, String> variables, Path directory, String... jvmOptions)
            throws IOException {
        int port = Loopback.portOrFree(0);
        Map<String, String> environment = GatewayNode.environment(database, port);
        environment.remove("logging.file.name");
        environment.put("TRUSTED_PROXIES", "none");
        environment.put("logging.level.io.talel.messages", "debug");
        environment.putAll(variables);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+DisplayVMOutputToStderr"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                new File(System.getProperty("java.class.path")).getAbsolutePath(),
                GatewayApplication.class.getName()));
        command.addAll(List.of(GatewayNode.arguments(environment)));
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("ENV", GatewayApplication.PRODUCTION);
        Process process = builder.start();
        Api api = new Api(URI.create("http://127.0.0.1:" + port + "/v1"));
        ProductionNode node = new ProductionNode(process, api, output);
        try {
            node.awaitStart();
        } catch (ConditionTimeoutException e) {
            node.close();
            throw new AssertionError("not started: " + node.printed(), e);
        }
        GatewayNode.drawOtherIds(database);
        return node;
    }

    private void awaitStart() {
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> !process.isAlive() || api.get("/health").send().status() == 200);
        assertThat(process.isAlive()).as(printed()).isTrue();
    }

    /** A new person who has logged in. */
    ApiSession signedIn(String name) {
        TestPerson person = TestPerson.named(name);
        person.register(api).is(201);
        ApiAnswer loggedIn = api.post("/accounts/login")
                .json(Map.of("email", person.email(), "password", person.password()))
                .send()
                .is(200);
        // The refresh token is in a cookie of another name here.
        return new ApiSession(api, person, loggedIn.text("access_token"), "");
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> lines() {
        return printed().lines().map(JSON::readTree).toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
