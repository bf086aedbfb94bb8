package io.talel.ops.localstack;

import io.talel.ops.localstack.process.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** The main class of the S3 server's process; told by its environment, since arguments can be read by every user. */
final class S3Server {

    private static final String OBJECTS = "TALELIO_S3_OBJECTS";
    private static final String ENDPOINT = "TALELIO_S3_ENDPOINT";
    private static final String ACCESS_KEY = "TALELIO_S3_ACCESS_KEY";
    private static final String SECRET_KEY = "TALELIO_S3_SECRET_KEY";

    /** Largest request whose payload is signed as one piece, in bytes, since it is held in memory; others come in chunks. */
    private static final long MAX_BYTES_AT_ONCE = 8L * 1024 * 1024;

    private S3Server() {}

    static Map<String, String> environment(Path objects, int port, String accessKey, String secretKey) {
        return Map.of(
                OBJECTS,
                objects.toString(),
                ENDPOINT,
                "http://" + Loopback.HOST + ":" + port,
                ACCESS_KEY,
                accessKey,
                SECRET_KEY,
                secretKey);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        S3Proxy.builder()
                .blobStore(filesIn(environment.getOrDefault(OBJECTS, "")))
                .endpoint(URI.create(environment.getOrDefault(ENDPOINT, "")))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        environment.getOrDefault(ACCESS_KEY, ""),
                        environment.getOrDefault(SECRET_KEY, ""))
                .v4MaxNonChunkedRequestSize(MAX_BYTES_AT_ONCE)
                .build()
                .start();
    }

    private static BlobStore filesIn(String directory) {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", directory);
        return ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials("none", "none")
                .overrides(properties)
                .buildView(BlobStoreContext.class)
                .getBlobStore();
    }
}
