package io.talel.gateway.image.store;

import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The client of S3. It connects when it is first used, so a node starts without its bucket. */
@Configuration(proxyBeanMethods = false)
class ContentStoreConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);

    /** Time to the first byte of the answer, including one retry if the first attempt fails at once. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    @Bean(destroyMethod = "close")
    S3Client s3Client(ContentStoreSettings settings, ObjectProvider<ExecutionInterceptor> interceptors) {
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                // S3 servers other than Amazon's understand this, too.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(SOCKET_TIMEOUT))
                .overrideConfiguration(override -> {
                    override.apiCallTimeout(CALL_TIMEOUT).retryStrategy(retry -> retry.maxAttempts(2));
                    interceptors.forEach(override::addExecutionInterceptor);
                });
        if (!settings.endpoint().isEmpty()) {
            client.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return client.build();
    }

    private static AwsCredentialsProvider credentials(ContentStoreSettings settings) {
        if (settings.accessKey().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        AwsCredentials keys = settings.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())
                : AwsSessionCredentials.create(settings.accessKey(), settings.secretKey(), settings.sessionToken());
        return StaticCredentialsProvider.create(keys);
    }
}
