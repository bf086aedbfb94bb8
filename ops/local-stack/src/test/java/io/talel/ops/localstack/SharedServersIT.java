package io.talel.ops.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class SharedServersIT {

    @Test
    void the_owner_may_create_what_the_application_may_only_connect_to() throws SQLException {
        PostgresDatabase database = SharedServers.newDatabase();

        execute(database, database.ownerUser(), database.ownerPassword(), "CREATE SCHEMA event_store");

        assertThatThrownBy(() -> execute(database, database.user(), database.password(), "CREATE SCHEMA own"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(database, database.user(), database.password(), "CREATE TEMP TABLE t ()"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_wrong_password_is_refused() {
        PostgresDatabase database = SharedServers.newDatabase();

        assertThatThrownBy(() -> execute(database, database.user(), "wrong", "SELECT 1"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void what_postgres_commits_is_on_the_disk() throws SQLException {
        PostgresDatabase database = SharedServers.newDatabase();

        assertThat(setting(database, "fsync")).isEqualTo("on");
        assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(database, "full_page_writes")).isEqualTo("on");
        assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_connection_does_not_stretch_the_random_password() throws SQLException {
        assertThat(setting(SharedServers.newDatabase(), "scram_iterations")).isEqualTo("1");
    }

    @Test
    void every_test_gets_a_database_of_its_own() {
        assertThat(SharedServers.newDatabase().name())
                .isNotEqualTo(SharedServers.newDatabase().name());
    }

    @Test
    void s3_keeps_objects_with_their_types_in_both_buckets() {
        try (S3Client client = client(SharedServers.s3().secretKey())) {
            client.putObject(
                    put -> put.bucket(LocalS3.CONTENT_BUCKET)
                            .key("users/7/a.png")
                            .contentType("image/png"),
                    RequestBody.fromString("bytes"));

            var stored = client.getObjectAsBytes(
                    get -> get.bucket(LocalS3.CONTENT_BUCKET).key("users/7/a.png"));

            assertThat(stored.asUtf8String()).isEqualTo("bytes");
            assertThat(stored.response().contentType()).isEqualTo("image/png");
            assertThat(client.listObjectsV2(list -> list.bucket(LocalS3.BACKUP_BUCKET))
                            .contents())
                    .isEmpty();
        }
    }

    @Test
    void nothing_is_left_of_an_upload_that_its_client_breaks_off() {
        try (S3Client client = client(SharedServers.s3().secretKey())) {
            RequestBody body = RequestBody.fromContentProvider(() -> new BrokenOff(100_000), 1_000_000, "text/plain");
            assertThatThrownBy(() -> client.putObject(
                            put -> put.bucket(LocalS3.CONTENT_BUCKET).key("broken/off"), body))
                    .hasStackTraceContaining(BrokenOff.GONE);

            await().untilAsserted(() -> assertThat(client.listObjectsV2(
                                    list -> list.bucket(LocalS3.CONTENT_BUCKET).prefix("broken/"))
                            .contents())
                    .isEmpty());
        }
    }

    /** Ends with an exception after some bytes. */
    private static final class BrokenOff extends InputStream {

        private static final String GONE = "the client went away";

        private int left;

        BrokenOff(int bytes) {
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException(GONE);
            }
            left--;
            return 'x';
        }
    }

    @Test
    void s3_refuses_a_wrong_signature() {
        try (S3Client client = client("wrong")) {
            assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(LocalS3.CONTENT_BUCKET)))
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(403));
        }
    }

    private static S3Client client(String secretKey) {
        LocalS3 s3 = SharedServers.s3();
        URI endpoint = s3.endpoint();
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .region(Region.of(s3.environment().get("AWS_REGION")))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), secretKey)))
                .build();
    }

    private static void execute(PostgresDatabase database, String user, String password, String sql)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(PostgresDatabase database, String name) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SHOW " + name)) {
            setting.next();
            return setting.getString(1);
        }
    }
}
