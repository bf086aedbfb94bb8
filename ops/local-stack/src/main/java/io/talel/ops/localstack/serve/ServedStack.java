package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.BuildDirectory;
import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.process.Await;
import io.talel.ops.localstack.process.Interrupted;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code make serve-api} begun by a program: the launcher, the API, and those servers that no variable names. */
public final class ServedStack implements AutoCloseable {

    private static final String NAMES_SERVERS =
            "(DB|REDIS|S3|AWS|PG|EMAIL|BACKUP|TALELIO|OTEL|SERVER|MANAGEMENT|SPRING)_?.*"
                    + "|HOST|ENV|SECRET_KEY.*|REQUIRE_VERIFIED_EMAIL|WHITELISTED_EMAILS|WEBSUB_HUB|API_BASE_URL";
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private final Process launcher;

    private ServedStack(Path data, int port, Process launcher) {
        this.data = data;
        this.port = port;
        this.launcher = launcher;
    }

    /**
     * Starts it, on free ports unless {@code PORT} names one; what it says goes to the file {@code launcher.log} of the data directory.
     *
     * @param environment instead of the variables of this process that name servers
     * @param api arguments of {@code java}: what the API is
     */
    public static ServedStack launch(Path data, Map<String, String> environment, List<String> api) {
        Directories.create(data);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", BuildDirectory.classPath()));
        command.add(ServeApi.class.getName());
        command.addAll(api);
        int port = Loopback.portOrFree(Integer.parseInt(environment.getOrDefault("PORT", "0")));
        ProcessBuilder launcher = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log(data).toFile()));
        forgetServers(launcher.environment());
        launcher.environment().put("DATA_DIR", data.toString());
        launcher.environment().put("PORT", Integer.toString(port));
        launcher.environment().put("MANAGEMENT_PORT", Integer.toString(Loopback.portOrFree(0)));
        launcher.environment().putAll(environment);
        try {
            return new ServedStack(data, port, launcher.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the variables that name servers or change how a node answers: nothing here is meant for them. */
    static void forgetServers(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.matches(NAMES_SERVERS));
    }

    /** @throws IllegalStateException with what the launcher said, when the API does not come up */
    public ServedStack awaitReady() {
        if (!Await.reached(READY, () -> isHealthy() || !launcher.isAlive()) || !launcher.isAlive()) {
            close();
            throw new IllegalStateException("the API does not come up:\n" + read(log(data)));
        }
        return this;
    }

    private boolean isHealthy() {
        return Loopback.httpStatus(port, "/v1/health").startsWith("HTTP/1.1 200");
    }

    public int port() {
        return port;
    }

    public Process launcher() {
        return launcher;
    }

    /** @param service directory of the process within the data directory: {@code api}, {@code postgres} and so on */
    public ServerProcess process(String service) {
        return ServerProcess.runningIn(data.resolve(service))
                .orElseThrow(() -> new IllegalStateException("no " + service + " runs in " + data));
    }

    /** What another node needs to use the same servers, once this one is ready: {@code stack.env}. */
    public Map<String, String> variables() {
        return read(data.resolve("stack.env"))
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
    }

    /** The database, once this is ready. */
    public PostgresDatabase database() {
        Map<String, String> variables = variables();
        return new PostgresDatabase(
                value(variables, "DB_HOST"),
                Integer.parseInt(value(variables, "DB_PORT")),
                value(variables, "DB_NAME"),
                value(variables, "DB_USER"),
                value(variables, "DB_PASSWORD"),
                value(variables, "DB_OWNER_USER"),
                value(variables, "DB_OWNER_PASSWORD"));
    }

    private static String value(Map<String, String> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** As a Ctrl-C does it. */
    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                launcher.destroyForcibly();
                throw new IllegalStateException("the launcher did not stop within " + STOP);
            }
        } catch (InterruptedException e) {
            throw new Interrupted(e);
        }
    }

    /** Its output so far. */
    public String output() {
        return read(log(data));
    }

    private static Path log(Path data) {
        return data.resolve("launcher.log");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
