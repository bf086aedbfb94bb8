package io.talel.ops.backup.bucket;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** S3 client for backups, with longer timeouts than the API's. */
public final class S3 implements AutoCloseable {

    private static final int ATTEMPTS = 4;

    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMinutes(2), Duration.ofMinutes(10));

    /**
     * Longest time of a call. A call carries at most one part or chunk. These limits also catch a server that stops
     * accepting data: the limit on silence applies only while an answer is read.
     *
     * @param attempt until the call is tried again
     * @param call all attempts together
     */
    record Timeouts(Duration attempt, Duration call) {}

    private final BucketSettings settings;
    private final S3Client client;

    private S3(BucketSettings settings, S3Client client) {
        this.settings = settings;
        this.client = client;
    }

    public static S3 at(BucketSettings settings) {
        return at(settings, TIMEOUTS, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static S3 at(BucketSettings settings, Timeouts timeouts, SSLSocketFactory sockets) {
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                // Checksums that S3 servers other than Amazon's accept, too.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(new CheckedFailures(UrlConnectionHttpClient.create(new InterruptibleConnections(sockets))))
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(ATTEMPTS))
                        .apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call()));
        if (!settings.endpoint().isEmpty()) {
            client.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return new S3(settings, client.build());
    }

    /** The private bucket of the backups. */
    public Bucket backups() {
        return new Bucket(client, settings.backup());
    }

    /** The bucket of the images. */
    public Bucket content() {
        return new Bucket(client, settings.content());
    }

    /** Another bucket on the same server. */
    public Bucket named(String bucket) {
        return new Bucket(client, bucket);
    }

    private static AwsCredentialsProvider credentials(BucketSettings settings) {
        if (settings.accessKey().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        AwsCredentials keys = settings.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())
                : AwsSessionCredentials.create(settings.accessKey(), settings.secretKey(), settings.sessionToken());
        return StaticCredentialsProvider.create(keys);
    }

    @Override
    public void close() {
        client.close();
    }
}
