package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.Directories;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The API as a process of its own, which writes to the launcher's output. */
final class ApiProcess implements AutoCloseable {

    /**
     * For a node on a developer's machine with two cores: a heap that begins small, and that the contract's largest requests
     * fit in beside many small ones; the collector with the least overhead; memory that compilers have freed, given back every
     * second; and the optimising compiler held back until the start, which it would take most of a core from, is over. Out of
     * memory it ends, rather than limp on. Production sets its own.
     */
    private static final List<String> FLAGS = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:TrimNativeHeapInterval=1000",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private static final String HEALTH = "/v1/health";
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerProcess process;
    private final int port;

    private ApiProcess(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param arguments of {@code java}: what to run */
    static ApiProcess start(Path directory, List<String> arguments, Map<String, String> environment, int port) {
        Directories.create(directory);
        List<String> command = new ArrayList<>(java());
        command.addAll(AotCache.flags(arguments));
        command.addAll(arguments);
        ProcessBuilder api =
                new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        api.environment().putAll(environment);
        return new ApiProcess(ServerProcess.start(directory, api), port);
    }

    /** What the command of an API begins with. */
    static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        return command;
    }

    void awaitReady() {
        process.awaitReady(Service.API.spoken, READY, () -> Loopback.httpStatus(port, HEALTH)
                .startsWith("HTTP/1.1 200"));
    }

    void awaitEnd() throws InterruptedException {
        try {
            process.ended().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.stop(Service.API.end, PATIENCE);
    }
}
