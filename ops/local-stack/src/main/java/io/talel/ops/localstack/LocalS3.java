package io.talel.ops.localstack;

import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.process.ServerProcess;
import io.talel.ops.localstack.process.Signal;
import java.net.URI;
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
public final class LocalS3 implements LocalServer {

    public static final String CONTENT_BUCKET = "talelio-content";
    public static final String BACKUP_BUCKET = "talelio-backup";

    private static final String REGION = "eu-central-1";
    private static final String ACCESS_KEY = "talelio";
    private static final int SECRET_BYTES = 32;
    private static final Duration READY = Duration.ofSeconds(60);
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
     * Starts a server with both buckets, after ending one that an earlier run has left in the directory, and waits until
     * it answers.
     *
     * @param port 0 for any that is free
     */
    public static LocalS3 start(Path directory, int port) {
        LocalS3 s3 = launch(directory, port);
        s3.awaitReady();
        return s3;
    }

    /** As {@link #start}, but does not wait. */
    public static LocalS3 launch(Path directory, int port) {
        Path objects = directory.resolve("objects");
        Directories.create(objects.resolve(CONTENT_BUCKET));
        Directories.create(objects.resolve(BACKUP_BUCKET));
        ServerProcess.stopOrphan(directory, Signal.TERM);
        int chosen = Loopback.portOrFree(port);
        String secretKey = Secrets.kept(directory.resolve("secret-key"), SECRET_BYTES);
        Map<String, String> environment = S3Settings.environment(objects, chosen, ACCESS_KEY, secretKey);
        return new LocalS3(ServerProcess.start(directory, command(), environment), chosen, secretKey);
    }

    /** Small and quick to start rather than fast: it streams objects, and a developer has few. */
    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                BuildDirectory.classPath(),
                S3Server.class.getName());
    }

    @Override
    public void awaitReady() {
        // Any answer counts: without a signature it is a refusal.
        process.awaitReady("S3", READY, () -> Loopback.httpStatus(port, "/").startsWith("HTTP/"));
    }

    public URI endpoint() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    @Override
    public int port() {
        return port;
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return secretKey;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("S3_ENDPOINT", endpoint().toString());
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", secretKey);
        // Empty, so that no session token of the shell for AWS is sent along.
        variables.put("AWS_SESSION_TOKEN", "");
        variables.put("S3_BUCKET", CONTENT_BUCKET);
        variables.put("S3_BACKUP_BUCKET", BACKUP_BUCKET);
        return variables;
    }

    @Override
    public void close() {
        process.stop(Signal.TERM, STOP);
    }
}
