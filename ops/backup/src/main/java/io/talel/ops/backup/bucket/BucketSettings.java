package io.talel.ops.backup.bucket;

import java.util.Map;

/**
 * Where the buckets are, by the API's variables: {@code S3_ENDPOINT}, {@code AWS_REGION}, {@code AWS_ACCESS_KEY_ID} and
 * so on.
 *
 * @param endpoint empty for Amazon S3
 * @param accessKey empty for the machine's role
 * @param content {@code S3_BUCKET}, which holds the images
 * @param backup {@code S3_BACKUP_BUCKET}
 */
public record BucketSettings(
        String endpoint,
        String region,
        String accessKey,
        String secretKey,
        String sessionToken,
        String content,
        String backup) {

    public static BucketSettings of(Map<String, String> variables) {
        return new BucketSettings(
                variables.getOrDefault("S3_ENDPOINT", ""),
                variables.getOrDefault("AWS_REGION", "eu-central-1"),
                variables.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                variables.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                variables.getOrDefault("AWS_SESSION_TOKEN", ""),
                variables.getOrDefault("S3_BUCKET", "talelio-content"),
                variables.getOrDefault("S3_BACKUP_BUCKET", "talelio-backup"));
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "BucketSettings[" + (endpoint.isEmpty() ? region : endpoint) + ", " + content + ", " + backup + "]";
    }
}
