package io.talel.ops.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Redis whose data is kept in its directory: appended to a file with every write, synchronised every second. */
public final class LocalRedis implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ServerProcess process;
    private final int port;

    private LocalRedis(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server, after ending one that an earlier run has left in the directory.
     *
     * @param port 0 for any that is free
     */
    public static LocalRedis start(Path directory, int port) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess.stopOrphan(directory, Signal.TERM);
        int chosen = Loopback.portOrFree(port);
        ServerProcess process = ServerProcess.start(directory, command(directory, chosen), Map.of());
        LocalRedis redis = new LocalRedis(process, chosen);
        process.awaitReady("Redis", READY, redis::answers);
        return redis;
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

    public String host() {
        return Loopback.HOST;
    }

    public int port() {
        return port;
    }

    public Map<String, String> environment() {
        return Map.of("REDIS_HOST", host(), "REDIS_PORT", Integer.toString(port));
    }

    /** Kills the server as a power cut would; {@link #start} on the same directory recovers. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.stop(Signal.TERM, STOP);
    }

    ServerProcess process() {
        return process;
    }

    /** Until its data is loaded, Redis answers PING with an error. */
    private boolean answers() {
        try (Socket socket = new Socket(Loopback.address(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
