package io.talel.ops.localstack;

import io.talel.ops.localstack.process.Loopback;
import java.nio.file.Path;
import java.util.Map;

/** The variables that configure the S3 server's process; a class of its own, since that process has other libraries. */
final class S3Settings {

    static final String OBJECTS = "TALELIO_S3_OBJECTS";
    static final String ENDPOINT = "TALELIO_S3_ENDPOINT";
    static final String ACCESS_KEY = "TALELIO_S3_ACCESS_KEY";
    static final String SECRET_KEY = "TALELIO_S3_SECRET_KEY";

    private S3Settings() {}

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
}
