package io.talel.ops.benchmark;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL, Redis, S3 and the API in a directory of their own, as {@code make serve-api} runs them. */
final class Servers implements AutoCloseable {

    private final Path directory;
    private final LocalPostgres postgres;
    private final PostgresDatabase database;
    private final LocalRedis redis;
    private final LocalS3 s3;
    private Api api;

    private Servers(Path directory) throws IOException {
        this.directory = directory;
        postgres = postgresThatKeepsCommitTimes(directory.resolve("postgres"));
        database = postgres.createDatabase("talelio");
        redis = LocalRedis.start(directory.resolve("redis"), 0);
        s3 = LocalS3.start(directory.resolve("s3"), 0);
        Files.createDirectory(answers());
        api = Api.start(directory, environment());
        api.awaitReady();
    }

    /** @param directory emptied first */
    static Servers start(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path path : old.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
        return new Servers(directory.toAbsolutePath());
    }

    /** The setting takes effect with a start. */
    private static LocalPostgres postgresThatKeepsCommitTimes(Path directory) throws IOException {
        LocalPostgres.start(directory, 0).close();
        Path settings = directory.resolve("data").resolve("postgresql.auto.conf");
        Files.writeString(settings, Files.readString(settings) + "track_commit_timestamp = on\n");
        return LocalPostgres.start(directory, 0);
    }

    int port() {
        return api.port();
    }

    /** Where the API finds what it answers from memory. */
    Path answers() {
        return directory.resolve("answers");
    }

    Path scratch(String name) {
        return directory.resolve(name);
    }

    /** A connection of the role that owns everything. */
    Connection database() throws SQLException {
        return connect(database);
    }

    CpuTime cpu() {
        return CpuTime.now(List.of(api.handle(), process("postgres")), List.of(process("redis"), process("s3")));
    }

    void stopApi() {
        api.close();
    }

    /**
     * Starts the API on a read database that is empty, and does not wait for it.
     *
     * @return a connection to the read database
     */
    Connection replayInto(String name) throws IOException, SQLException {
        PostgresDatabase readModel = postgres.createDatabase(name);
        Map<String, String> environment = new LinkedHashMap<>(environment());
        environment.put("TALELIO_READMODEL_DATASOURCE_URL", readModel.jdbcUrl());
        api = Api.start(directory, environment);
        return connect(readModel);
    }

    String machine() throws SQLException {
        try (Connection connection = database()) {
            return "%d cores, JDK %s, PostgreSQL %s"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            Runtime.version(),
                            connection.getMetaData().getDatabaseProductVersion());
        }
    }

    @Override
    public void close() {
        api.close();
        s3.close();
        redis.close();
        postgres.close();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(database.environment());
        environment.putAll(redis.environment());
        environment.putAll(s3.environment());
        environment.put("TALELIO_BENCHMARK_ANSWERS", answers().toString());
        return environment;
    }

    private static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    /** Every embedded server keeps its process's number in its directory. */
    private ProcessHandle process(String server) {
        try {
            String[] record = Files.readString(directory.resolve(server).resolve("process"))
                    .split(" ");
            return ProcessHandle.of(Long.parseLong(record[0])).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
