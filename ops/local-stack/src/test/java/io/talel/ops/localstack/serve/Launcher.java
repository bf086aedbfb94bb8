package io.talel.ops.localstack.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The launcher as a process, as make runs it, with a stand-in for the API. */
record Launcher(Process process, Path data, int port, Path output) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts it and waits until it says that it is up. */
    static Launcher up(Path data, Map<String, String> environment) throws IOException {
        Launcher launcher = start(data, environment);
        await().atMost(PATIENCE).until(() -> launcher.says("talelio is up") || !launcher.process.isAlive());
        assertThat(launcher.process.isAlive()).as(launcher.said()).isTrue();
        return launcher;
    }

    static Launcher start(Path data, Map<String, String> environment) throws IOException {
        return run(
                data, environment, ServeApi.class, "-Xmx64m", "-cp", "target/test-classes", StandInApi.class.getName());
    }

    static Launcher devServers(Path data, String what) throws IOException {
        return run(data, Map.of(), DevServers.class, what);
    }

    private static Launcher run(Path data, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        Path output = Files.createTempFile("launcher-", ".log");
        int port = Loopback.portOrFree(0);
        // A build in the background may have been started with SIGINT or SIGHUP ignored, which is inherited.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As `make serve-api` runs it.
        command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", "target/classes:" + Files.readString(Path.of("target/class-path"))));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder launcher =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
        launcher.environment().keySet().removeIf(name -> name.matches("(DB|REDIS|S3|AWS|PG)_?.*|HOST|ENV|SECRET_KEY"));
        launcher.environment()
                .putAll(Map.of(
                        "DATA_DIR", data.toString(),
                        "PORT", Integer.toString(port),
                        "MANAGEMENT_PORT", Integer.toString(Loopback.portOrFree(0))));
        launcher.environment().putAll(environment);
        return new Launcher(launcher.start(), data, port, output);
    }

    boolean isHealthy() {
        return Loopback.httpStatus(port, "/v1/health").startsWith("HTTP/1.1 200");
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    boolean says(String text) throws IOException {
        return said().contains(text);
    }

    /** The processes of the stack that run. */
    Map<Service, ServerProcess> running() {
        Map<Service, ServerProcess> running = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ServerProcess.runningIn(data.resolve(service.directory)).ifPresent(found -> running.put(service, found));
        }
        return running;
    }

    Map<String, String> stackEnv() throws IOException {
        return Files.readAllLines(data.resolve("stack.env")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
    }

    void signal(Signal signal) throws IOException {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();
    }

    /** Waits for the launcher's own end. */
    int exit() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            signal(Signal.TERM);
            exit();
        }
        Files.delete(output);
    }
}
