package io.talel.ops.localstack;

import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Redis whose data is kept in its directory: appended to a file with every write, synchronised every second. */
public final class LocalRedis implements LocalServer {

    private static final Duration READY = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ServerProcess process;
    private final int port;

    private LocalRedis(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server, after ending one that an earlier run has left in the directory, and waits until it answers.
     *
     * @param port 0 for any that is free
     */
    public static LocalRedis start(Path directory, int port) {
        LocalRedis redis = launch(directory, port);
        redis.awaitReady();
        return redis;
    }

    /** As {@link #start}, but does not wait. */
    public static LocalRedis launch(Path directory, int port) {
        Directories.create(directory);
        ServerProcess.stopOrphan(directory, Signal.TERM);
        int chosen = Loopback.portOrFree(port);
        return new LocalRedis(ServerProcess.start(directory, command(directory, chosen), Map.of()), chosen);
    }

    private static List<String> command(Path directory, int port) {
        return List.of(
                Binaries.redisServer().toString(),
                "--bind",
                Loopback.HOST,
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--save",
                "");
    }

    @Override
    public void awaitReady() {
        process.awaitReady(
                "Redis", READY, () -> Loopback.firstLine(port, "PING\r\n").equals("+PONG"));
    }

    public String host() {
        return Loopback.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    public Map<String, String> environment() {
        return Map.of("REDIS_HOST", host(), "REDIS_PORT", Integer.toString(port));
    }

    @Override
    public void close() {
        process.stop(Signal.TERM, STOP);
    }
}
