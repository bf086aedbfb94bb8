package io.talel.gateway.image.store;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

/** Whether the bucket can be reached. */
@Component("s3")
final class ContentStoreHealth implements HealthIndicator {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final S3Client s3;
    private final ContentStoreSettings settings;

    ContentStoreHealth(S3Client s3, ContentStoreSettings settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    @Override
    public Health health() {
        try {
            s3.headBucket(head ->
                    head.bucket(settings.bucket()).overrideConfiguration(override -> override.apiCallTimeout(TIMEOUT)));
            return Health.up().build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }
}
