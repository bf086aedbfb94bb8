package io.talel.ops.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An S3 on a directory of files, which checks signatures; in a JVM of its own, apart from the libraries of the API.
 *
 * <p>It does not know the AWS SDK's trailing checksums with a signed payload: a client needs
 * {@code requestChecksumCalculation(WHEN_REQUIRED)}.
 */
public final class LocalS3 implements AutoCloseable {

    public static final String CONTENT_BUCKET = "talelio-content";
    public static final String BACKUP_BUCKET = "talelio-backup";

    private static final String REGION = "eu-central-1";
    private static final String ACCESS_KEY = "talelio";
    private static final int SECRET_BYTES = 32;
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final ServerProcess process;
    private final int port;
    private final String secretKey;

    private LocalS3(ServerProcess process, int port, String secretKey) {
        this.process = process;
        this.port = port;
        this.secretKey = secretKey;
    }

    /**
     * Starts a server, after ending one that an earlier run has left in the directory, and creates both buckets.
     *
     * @param port 0 for any that is free
     */
    public static LocalS3 start(Path directory, int port) {
        Path objects = directory.resolve("objects");
        try {
            Files.createDirectories(objects.resolve(CONTENT_BUCKET));
            Files.createDirectories(objects.resolve(BACKUP_BUCKET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess.stopOrphan(directory, Signal.TERM);
        int chosen = Loopback.portOrFree(port);
        String secretKey = Secrets.kept(directory.resolve("secret-key"), SECRET_BYTES);
        Map<String, String> environment = S3Server.environment(objects, chosen, ACCESS_KEY, secretKey);
        ServerProcess process = ServerProcess.start(directory, command(), environment);
        LocalS3 s3 = new LocalS3(process, chosen, secretKey);
        process.awaitReady("S3", READY, s3::answers);
        return s3;
    }

    /** Small and quick to start rather than fast: it holds no object in memory, and a node's images are few. */
    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                Binaries.classPath(),
                S3Server.class.getName());
    }

    public URI endpoint() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return secretKey;
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("S3_ENDPOINT", endpoint().toString());
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", secretKey);
        variables.put("S3_BUCKET", CONTENT_BUCKET);
        variables.put("S3_BACKUP_BUCKET", BACKUP_BUCKET);
        return variables;
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

    /** Any answer will do: without a signature it is a refusal. */
    private boolean answers() {
        try (Socket socket = new Socket(Loopback.address(), port)) {
            socket.setSoTimeout(5000);
            String request = "GET / HTTP/1.0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("HTTP/");
        } catch (IOException e) {
            return false;
        }
    }
}
