package io.talel.ops.localstack.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Data in each of the three servers of a stack, reached by its stack.env. */
record Contents(String inPostgres, String inRedis, String inS3) {

    static void write(Map<String, String> variables, String content) throws IOException, SQLException {
        try (Connection connection = postgres(variables);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS kept");
            statement.execute("CREATE TABLE IF NOT EXISTS kept.content (content text)");
            statement.execute("DELETE FROM kept.content");
            statement.execute("INSERT INTO kept.content VALUES ('" + content + "')");
        }
        redis(variables, "SET content " + content);
        try (S3Client s3 = s3(variables)) {
            s3.putObject(put -> put.bucket(variables.get("S3_BUCKET")).key("content"), RequestBody.fromString(content));
        }
    }

    static Contents read(Map<String, String> variables) throws IOException, SQLException {
        try (Connection connection = postgres(variables);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM kept.content");
                S3Client s3 = s3(variables)) {
            row.next();
            return new Contents(
                    row.getString(1),
                    redis(variables, "GET content"),
                    s3.getObjectAsBytes(get ->
                                    get.bucket(variables.get("S3_BUCKET")).key("content"))
                            .asUtf8String());
        }
    }

    static Contents all(String content) {
        return new Contents(content, content, content);
    }

    private static Connection postgres(Map<String, String> variables) throws SQLException {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(variables.get("PGHOST"), variables.get("PGPORT"), variables.get("PGDATABASE"));
        return DriverManager.getConnection(url, variables.get("PGUSER"), variables.get("PGPASSWORD"));
    }

    /** The last line of the answer: a value comes after its length. */
    private static String redis(Map<String, String> variables, String command) throws IOException {
        int port = Integer.parseInt(variables.get("REDIS_PORT"));
        try (Socket socket = new Socket(variables.get("REDIS_HOST"), port)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            String[] lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .toArray(String[]::new);
            return lines[lines.length - 2];
        }
    }

    private static S3Client s3(Map<String, String> variables) {
        return S3Client.builder()
                .endpointOverride(URI.create(variables.get("S3_ENDPOINT")))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .region(Region.of(variables.get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        variables.get("AWS_ACCESS_KEY_ID"), variables.get("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }
}
