package io.talel.gateway.image.store;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the bucket of images is.
 *
 * @param endpoint address of an S3 server; empty for AWS itself
 * @param accessKey empty for the default chain of AWS, down to the role of the instance
 * @param sessionToken of temporary credentials; else empty
 */
@ConfigurationProperties("talelio.content-store")
record ContentStoreSettings(
        String endpoint, String region, String bucket, String accessKey, String secretKey, String sessionToken) {

    /** Without keys, so that no log shows them. */
    @Override
    public String toString() {
        return "ContentStoreSettings[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + "]";
    }
}
