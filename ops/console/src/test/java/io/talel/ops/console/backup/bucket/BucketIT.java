package io.talel.ops.console.backup.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.ops.console.BackedUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bucket promises that S3 does not. */
class BucketIT {

    private S3 s3;
    private Bucket bucket;

    @BeforeEach
    void a_bucket() throws IOException {
        s3 = S3.at(BucketSettings.of(BackedUp.place()));
        bucket = s3.backups();
    }

    @AfterEach
    void close() {
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
    void a_bucket_that_is_not_there_is_told_as_such_whatever_is_looked_for() throws IOException {
        Map<String, String> place = new HashMap<>(BackedUp.place());
        place.put("S3_BACKUP_BUCKET", "nowhere");
        try (S3 client = S3.at(BucketSettings.of(place))) {
            assertThatExceptionOfType(BucketFailure.class)
                    .isThrownBy(() -> client.backups().list(""))
                    .withMessage("cannot list all objects in bucket nowhere: NoSuchBucket");
        }
    }

    @Test
    @Timeout(60)
    void a_server_that_takes_nothing_is_given_up() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3 client = S3.at(
                        BucketSettings.of(Map.of(
                                "S3_ENDPOINT", "http://127.0.0.1:" + frozen.getLocalPort(),
                                "AWS_ACCESS_KEY_ID", "nobody",
                                "AWS_SECRET_ACCESS_KEY", "nothing")),
                        new S3.Timeouts(Duration.ofMillis(500), Duration.ofSeconds(3)))) {
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
