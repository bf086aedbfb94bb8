package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.process.Interrupted;
import io.talel.ops.localstack.process.Loopback;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code make serve-api}: the API, on PostgreSQL, Redis and S3 of its own where none are named, until a Ctrl-C. */
final class ServeApi implements LauncherCommand {

    private final Environment environment;
    private final List<String> api;
    private final LauncherMessages messages = new LauncherMessages(System.out);

    private final long begun = System.nanoTime();

    private ServeApi(Environment environment, List<String> api) {
        this.environment = environment;
        this.api = api;
    }

    /** @param arguments of {@code java}: what the API is */
    public static void main(String[] arguments) {
        LauncherCommand.execute(new ServeApi(Environment.ofThisProcess(), List.of(arguments)));
    }

    /** A Ctrl-C is the way to end it, so make has no error to show. */
    @Override
    public int run() {
        try {
            return serveUntilLost();
        } catch (InterruptedException | Interrupted e) {
            return DONE;
        }
    }

    private int serveUntilLost() throws InterruptedException {
        Ports ports = Ports.of(environment);
        try (DataDirectory data = DataDirectory.claim(environment.dataDirectory());
                EmbeddedServers servers = new EmbeddedServers(data)) {
            messages.leftBehind(data.endRunning());
            ports.refuseTaken();
            StackEnv stack = StackEnv.of(environment, servers.start(environment.unnamed()), data);
            messages.omitted(stack.write(data));
            serve(data, servers, ports, stack);
        }
        return FAILED;
    }

    /** Returns only when the API has ended by itself. */
    private void serve(DataDirectory data, EmbeddedServers servers, Ports ports, StackEnv stack)
            throws InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(stack.variables());
        variables.putAll(ports.environment());
        variables.put("DATA_DIR", data.path().toString());
        // Spring Boot's own name; on a developer's machine only local processes need it.
        variables.put("SERVER_ADDRESS", environment.value("SERVER_ADDRESS").orElse(Loopback.HOST));
        try (ApiProcess process = ApiProcess.start(data.of(Service.API), api, variables, ports.api())) {
            servers.awaitReady();
            process.awaitReady();
            servers.onLoss(messages::lost);
            messages.serving(Duration.ofNanos(System.nanoTime() - begun), data, ports, stack);
            process.awaitEnd();
            messages.lost(Service.API);
        }
    }
}
