package io.talel.ops.localstack;

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

/** The main class of the S3 server's process; configured by its environment, since every user can read arguments. */
final class S3Server {

    /** Largest request whose payload is signed as one piece, in bytes, since it is held in memory; others come in chunks. */
    private static final long MAX_BYTES_AT_ONCE = 8L * 1024 * 1024;

    private S3Server() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        S3Proxy.builder()
                .blobStore(filesIn(environment.getOrDefault(S3Settings.OBJECTS, "")))
                .endpoint(URI.create(environment.getOrDefault(S3Settings.ENDPOINT, "")))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        environment.getOrDefault(S3Settings.ACCESS_KEY, ""),
                        environment.getOrDefault(S3Settings.SECRET_KEY, ""))
                .v4MaxNonChunkedRequestSize(MAX_BYTES_AT_ONCE)
                .build()
                .start();
    }

    private static BlobStore filesIn(String directory) {
        Path uploads = Path.of(directory).resolveSibling("uploads");
        Directories.delete(uploads);
        Directories.create(uploads);
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", directory);
        BlobStore files = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials("none", "none")
                .overrides(properties)
                .buildView(BlobStoreContext.class)
                .getBlobStore();
        return new WholeUploads(files, uploads);
    }
}
