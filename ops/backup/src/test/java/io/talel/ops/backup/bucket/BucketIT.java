package io.talel.ops.backup.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.ops.localstack.SelfSigned;
import io.talel.ops.localstack.SharedServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promises of a bucket beyond S3's own. */
class BucketIT {

    private S3 s3;
    private Bucket bucket;

    @BeforeEach
    void a_bucket() throws IOException {
        s3 = S3.at(BucketSettings.of(SharedServers.s3().environment()));
        bucket = s3.backups();
    }

    @AfterEach
    void close() throws IOException {
        bucket.delete("one");
        s3.close();
    }

    @Test
    void an_object_is_never_replaced_but_may_be_written_again() throws IOException {
        bucket.create("one", "first".getBytes(UTF_8));
        bucket.create("one", "first".getBytes(UTF_8));

        assertThatExceptionOfType(BucketFailure.class).isThrownBy(() -> bucket.create("one", "other".getBytes(UTF_8)));
        assertThatExceptionOfType(BucketFailure.class).isThrownBy(() -> bucket.create("one", "1st".getBytes(UTF_8)));
        assertThat(bucket.find("one", 5))
                .hasValueSatisfying(
                        content -> assertThat(content).asString(UTF_8).isEqualTo("first"));
    }

    @Test
    void no_more_is_read_than_whoever_reads_it_can_believe() throws IOException {
        bucket.create("one", new byte[5]);
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> bucket.find("one", 4))
                .satisfies(e -> assertThat(e.size()).isEqualTo(5));
        assertThat(bucket.find("two", 4)).isEmpty();
    }

    @Test
    void it_is_known_whether_an_object_is_there() throws IOException {
        bucket.create("one", new byte[5]);
        assertThat(bucket.holds("one")).isTrue();
        assertThat(bucket.holds("two")).isFalse();
    }

    @Test
    void an_object_that_was_removed_meanwhile_is_not_copied() throws IOException {
        s3.content().create("there", new byte[5]);
        assertThat(bucket.copyIfThere(s3.content(), "there", "one")).isTrue();
        assertThat(bucket.holds("one")).isTrue();
        assertThat(bucket.copyIfThere(s3.content(), "gone", "two")).isFalse();
        s3.content().delete("there");

        Map<String, String> place = new HashMap<>(SharedServers.s3().environment());
        place.put("S3_BUCKET", "nowhere");
        try (S3 client = S3.at(BucketSettings.of(place))) {
            assertThatExceptionOfType(BucketFailure.class)
                    .isThrownBy(() -> bucket.copyIfThere(client.content(), "there", "two"));
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_told_as_such_whatever_is_looked_for() throws IOException {
        Map<String, String> place = new HashMap<>(SharedServers.s3().environment());
        place.put("S3_BACKUP_BUCKET", "nowhere");
        try (S3 client = S3.at(BucketSettings.of(place))) {
            assertThatExceptionOfType(BucketFailure.class)
                    .isThrownBy(() -> client.backups().list(""))
                    .withMessage("cannot list all objects in bucket nowhere: NoSuchBucket");
        }
    }

    @Test
    @Timeout(60)
    void a_server_that_stops_taking_is_given_up() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExecutorService thread = freezing(server)) {
            assertThatAnUploadEnds(
                    "http://127.0.0.1:" + server.getLocalPort(), (SSLSocketFactory) SSLSocketFactory.getDefault());
            thread.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void a_server_that_stops_taking_is_given_up_over_tls_too(@TempDir Path directory)
            throws IOException, GeneralSecurityException, InterruptedException {
        SSLContext tls = SelfSigned.in(directory).context();
        try (ServerSocket server =
                        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExecutorService thread = freezing(server)) {
            assertThatAnUploadEnds("https://localhost:" + server.getLocalPort(), tls.getSocketFactory());
            thread.shutdownNow();
        }
    }

    /** Lets every client start to send a body, and then reads nothing more. */
    private static ExecutorService freezing(ServerSocket server) {
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        thread.submit(() -> {
            while (true) {
                Socket client = server.accept();
                BufferedReader head = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8), 1);
                String line = head.readLine();
                while (line != null && !line.isEmpty()) {
                    line = head.readLine();
                }
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
            }
        });
        return thread;
    }

    private static void assertThatAnUploadEnds(String endpoint, SSLSocketFactory sockets) throws IOException {
        try (S3 client = S3.at(
                BucketSettings.of(Map.of(
                        "S3_ENDPOINT", endpoint,
                        "AWS_ACCESS_KEY_ID", "nobody",
                        "AWS_SECRET_ACCESS_KEY", "nothing")),
                new S3.Timeouts(Duration.ofMillis(500), Duration.ofSeconds(3)),
                sockets)) {
            byte[] more = new byte[ObjectUpload.PART];
            try (ObjectUpload upload = client.backups().upload("one")) {
                upload.write(more, 0, more.length);
                assertThatExceptionOfType(BucketFailure.class)
                        .isThrownBy(upload::complete)
                        .withMessageContaining("cannot write one");
            }
        }
    }
}
